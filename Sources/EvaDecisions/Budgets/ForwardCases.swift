public import EvaCorpus
import EvaNumerics

/// Cases with the probabilities that they got before their labels were known, in time order: what thresholds are found
/// on.
///
/// Each probability comes from a model, calibrated by a map, that were chosen and fitted on earlier cases only.
public struct ForwardCases: Sendable, Equatable {
    /// Values of a field by which cases can be told apart.
    struct Facts: Sendable, Equatable {
        enum Values: Sendable, Equatable {
            /// A name a case, as a position in `names`; −1 is missing.
            case named(codes: [Int32], names: [String])
            /// A number a case; NaN is missing.
            case measured([Float])
        }

        let field: String
        var values: Values

        static func == (left: Facts, right: Facts) -> Bool {
            switch (left.values, right.values) {
            case (.named(let codes, let names), .named(let others, let otherNames)):
                left.field == right.field && codes == others && names == otherNames
            case (.measured(let numbers), .measured(let others)):
                // Bits, for a missing number equals a missing number.
                left.field == right.field && numbers.map(\.bitPattern) == others.map(\.bitPattern)
            default: false
            }
        }
    }

    /// Time of each case.
    public private(set) var times: [CaseTime] = []
    /// Calibrated probability of pay.
    public private(set) var probabilities: [Double] = []
    /// 1 pay, 0 deny.
    public private(set) var labels: [Int8] = []
    /// Amount of each case, NaN missing; empty when the corpus has none.
    public private(set) var amounts: [Float] = []
    private(set) var facts: [Facts] = []

    /// Number of cases.
    public var count: Int { labels.count }

    /// Most cases that a record keeps: the newest.
    public static let most = 20_000
    /// Most names that a field may have to be recorded without being asked for.
    private static let mostNames = 255

    /// Records rows of a labelled table, in time order, with the probability of each; of more than `most`, the newest.
    ///
    /// Recorded are the fields of `policy` and, unless it alone counts, categories and flags of few names, so that a later
    /// policy can tell cases apart by them.
    public init(
        _ table: CaseTable,
        rows: [Int],
        probabilities: [Double],
        policy: Policy?,
        forPolicyOnly: Bool = false
    ) {
        let rows = Array(zip(rows, probabilities).suffix(Self.most))
        times = rows.map { table.times[$0.0] }
        labels = rows.map { table.labels[$0.0] }
        self.probabilities = rows.map(\.1)
        if !table.amounts.isEmpty { amounts = rows.map { Float(table.amounts[$0.0]) } }
        let wanted = Set(policy?.levels.map(\.field) ?? [])
        for field in table.schema.fields.map(\.name) {
            guard let kind = SegmentField(field, schema: table.schema) else { continue }
            guard wanted.contains(field) || !(kind.isMeasured || forPolicyOnly) else { continue }
            guard !kind.isMeasured else {
                let measures = rows.map { Float(kind.measure(table, row: $0.0)) }
                facts.append(Facts(field: field, values: .measured(measures)))
                continue
            }
            let values = Self.coded(rows.map { kind.name(table, row: $0.0) })
            guard values.names.count <= Self.mostNames || wanted.contains(field) else { continue }
            facts.append(Facts(field: field, values: .named(codes: values.codes, names: values.names)))
        }
    }

    private init() {}

    private static func coded(_ values: [String?]) -> (codes: [Int32], names: [String]) {
        let names = Set(values.compactMap(\.self)).sorted()
        let codes = Dictionary(uniqueKeysWithValues: zip(names, names.indices.map(Int32.init)))
        return (values.map { $0.flatMap { codes[$0] } ?? -1 }, names)
    }

    /// The newest `count` cases.
    public func newest(_ count: Int) -> ForwardCases {
        selecting(Array(max(0, self.count - count)..<self.count))
    }

    func selecting(_ positions: [Int]) -> ForwardCases {
        var selected = ForwardCases()
        selected.times = positions.map { times[$0] }
        selected.probabilities = positions.map { probabilities[$0] }
        selected.labels = positions.map { labels[$0] }
        if !amounts.isEmpty { selected.amounts = positions.map { amounts[$0] } }
        selected.facts = facts.map { facts in
            let values: Facts.Values =
                switch facts.values {
                case .named(let codes, let names): .named(codes: positions.map { codes[$0] }, names: names)
                case .measured(let numbers): .measured(positions.map { numbers[$0] })
                }
            return Facts(field: facts.field, values: values)
        }
        return selected
    }

    /// Names of the recorded fields.
    var fields: [String] { facts.map(\.field) + (amounts.isEmpty ? [] : ["the amount"]) }

    /// Name of each case's value of a level, and all names; `nil` when the field was not recorded.
    func values(of level: Policy.Level, schema: Schema) -> (codes: [Int], names: [String])? {
        let measures: [Float]
        if let found = facts.first(where: { $0.field == level.field }) {
            switch found.values {
            case .named(let codes, let names):
                return (codes.map { $0 < 0 ? names.count : Int($0) }, names + [Policy.missing])
            case .measured(let numbers): measures = numbers
            }
        } else if level.field == schema.amount?.field, !amounts.isEmpty {
            measures = amounts
        } else {
            return nil
        }
        let names = level.bandNames + [Policy.missing]
        return (measures.map { level.band(of: Double($0)) ?? names.count - 1 }, names)
    }

    /// Equality in which a missing value equals a missing value.
    public static func == (left: ForwardCases, right: ForwardCases) -> Bool {
        left.times == right.times && left.probabilities == right.probabilities && left.labels == right.labels
            && left.amounts.map(\.bitPattern) == right.amounts.map(\.bitPattern) && left.facts == right.facts
    }
}

extension ForwardCases {
    func encode(to writer: inout ByteWriter) {
        writer.write(times) { $0.write($1.seconds) }
        for probability in probabilities { writer.write(probability) }
        for label in labels { writer.write(label) }
        writer.write(!amounts.isEmpty)
        for amount in amounts { writer.write(amount) }
        writer.write(facts) { writer, facts in
            writer.write(facts.field)
            switch facts.values {
            case .named(let codes, let names):
                writer.write(true)
                writer.write(names) { $0.write($1) }
                // A byte a case where the names and the missing value fit in one.
                for code in codes {
                    let code = code < 0 ? names.count : Int(code)
                    if names.count <= 255 { writer.write(UInt8(code)) } else { writer.write(UInt32(code)) }
                }
            case .measured(let numbers):
                writer.write(false)
                for number in numbers { writer.write(number) }
            }
        }
    }

    init(from reader: inout ByteReader) throws {
        times = try reader.readArray(minimumSize: 17) { CaseTime(seconds: try $0.read(Int64.self)) }
        let cases = 0..<times.count
        probabilities = try cases.map { _ in try reader.read(Double.self) }
        labels = try cases.map { _ in try reader.read(Int8.self) }
        if try reader.read(Bool.self) { amounts = try cases.map { _ in try reader.read(Float.self) } }
        facts = try reader.readArray(minimumSize: 5) { reader in
            let field = try reader.read(String.self)
            guard try reader.read(Bool.self) else {
                return Facts(field: field, values: .measured(try cases.map { _ in try reader.read(Float.self) }))
            }
            let names = try reader.readArray(minimumSize: 4) { try $0.read(String.self) }
            let codes = try cases.map { _ in
                let code = names.count <= 255 ? Int(try reader.read(UInt8.self)) : Int(try reader.read(UInt32.self))
                guard code <= names.count else {
                    throw ByteError(offset: reader.offset, message: "\(code) is no value of \(field)")
                }
                return code == names.count ? -1 : Int32(code)
            }
            return Facts(field: field, values: .named(codes: codes, names: names))
        }
        let isSound =
            probabilities.allSatisfy { $0 >= 0 && $0 <= 1 } && labels.allSatisfy { $0 == 0 || $0 == 1 }
            && zip(times, times.dropFirst()).allSatisfy { $0 <= $1 }
        guard isSound else {
            throw ByteError(offset: reader.offset, message: "the record of forward scores is no record")
        }
    }
}
