/// The cases of a corpus, a column a field, in time order (cases of one moment keep the file's order).
///
/// Every role column has either one entry a row or, where the schema does not name it, none.
public struct CaseTable: Sendable, Equatable {
    /// The schema the cases were read with.
    public let schema: Schema
    /// Number of cases.
    public internal(set) var rowCount = 0
    /// Identifier of each case; missing only for a case scored on its own.
    public internal(set) var ids = TextColumn()
    /// Time of each case; missing only for a case scored on its own.
    public internal(set) var times: [CaseTime] = []
    /// 1 pay, 0 deny, −1 not labelled.
    public internal(set) var labels: [Int8] = []
    /// Values of `schema.fields`, in that order.
    public internal(set) var columns: [Column] = []
    /// Money at stake, NaN missing; empty when the schema names no amount.
    public internal(set) var amounts: [Double] = []
    /// Agent who decided first; empty when the schema names none.
    public internal(set) var agents = CategoryColumn()
    /// What was paid, NaN missing; empty when the schema names none.
    public internal(set) var paid: [Double] = []
    /// Decision before re-review, coded as `labels`; empty when the schema names none.
    public internal(set) var firstDecisions: [Int8] = []
    /// True probability of pay, NaN missing; empty unless the corpus is simulated.
    public internal(set) var truths: [Double] = []

    /// Creates a table without cases: one empty column a field.
    public init(schema: Schema) {
        self.init(
            schema: schema,
            columns: schema.fields.map { field in
                switch field.type {
                case .category: .category(CategoryColumn())
                case .set: .set(SetColumn())
                case .number, .money: .number(NumberColumn())
                case .date: .date(DateColumn())
                case .flag: .flag(FlagColumn())
                case .text: .text(TextColumn())
                }
            }
        )
    }

    /// Creates a table of columns in the order of `schema.fields`, for which all else is still to be set.
    init(schema: Schema, columns: [Column]) {
        self.schema = schema
        self.columns = columns
    }

    /// Creates a table of cases without identifiers and labels from columns in the order of `schema.fields` and a time a
    /// row.
    package init(schema: Schema, columns: [Column], times: [CaseTime]) {
        self.schema = schema
        self.columns = columns
        self.times = times
        rowCount = times.count
        labels = [Int8](repeating: -1, count: times.count)
        ids.offsets = [Int](repeating: 0, count: times.count + 1)
        ids.isMissing = [Bool](repeating: true, count: times.count)
    }

    /// Column of the field called `name`.
    public func column(_ name: String) -> Column? {
        schema.fieldIndex(name).map { columns[$0] }
    }
}

extension CaseTable {
    /// Equality in which a missing value equals a missing value.
    public static func == (left: CaseTable, right: CaseTable) -> Bool {
        func same(_ left: [Double], _ right: [Double]) -> Bool {
            left.elementsEqual(right) { $0 == $1 || ($0.isNaN && $1.isNaN) }
        }
        return left.schema == right.schema && left.rowCount == right.rowCount && left.ids == right.ids
            && left.times == right.times && left.labels == right.labels && left.columns == right.columns
            && left.agents == right.agents && left.firstDecisions == right.firstDecisions
            && same(left.amounts, right.amounts) && same(left.paid, right.paid) && same(left.truths, right.truths)
    }
}
