/// What is told about judged cases: the figures overall, per period and per slice, and where they come from.
public struct EvaluationReport: Sendable, Equatable {
    /// The model that was judged.
    public struct Model: Sendable, Equatable, Codable {
        /// Name of the model.
        public let name: String
        /// Its version.
        public let version: String
        /// Hash of its bundle.
        public let hash: String

        /// Names a model.
        public init(name: String, version: String, hash: String) {
            self.name = name
            self.version = version
            self.hash = hash
        }
    }

    /// The time that was judged; dates as text, `nil` where there is no bound.
    public struct Window: Sendable, Equatable, Codable {
        /// First date, inclusive.
        public let since: String?
        /// Last date, exclusive.
        public let until: String?

        /// Creates a window.
        public init(since: String? = nil, until: String? = nil) {
            self.since = since
            self.until = until
        }

        enum CodingKeys: String, CodingKey {
            case since
            case until
        }
    }

    /// The figures of one period.
    public struct Period: Sendable, Equatable {
        /// Such as a year.
        public let period: String
        /// Figures of its cases; `nil` when it has none.
        public let metrics: Metrics?
    }

    /// The figures of one value of a field.
    public struct SliceValue: Sendable, Equatable {
        /// The value; `other` for the pooled rest.
        public let value: String
        /// Whether this is the rest: the values that have too few cases to be judged alone.
        public let pooled: Bool
        /// Figures of the cases with this value.
        public let metrics: Metrics
    }

    /// The figures by the values of one field.
    public struct Slice: Sendable, Equatable, Codable {
        /// Name of the field.
        public let field: String
        /// Its values: bands in their order; others with most cases first, the rest last.
        public let values: [SliceValue]
    }

    /// What is judged, in a few words.
    public let title: String
    /// Name of the corpus.
    public let corpus: String
    /// Currency of the amounts.
    public let currency: String?
    /// The model that was judged; `nil` when there were several, as in a backtest.
    public let model: Model?
    /// The time that was judged.
    public let window: Window
    /// Figures of all cases.
    public let metrics: Metrics
    /// Figures per period, in order.
    public let periods: [Period]
    /// Figures per field and value.
    public let slices: [Slice]
    /// What the charts are drawn from.
    public let curves: Curves
    /// Rows of the corpus that were rejected, and so are in no figure.
    public let rejects: Int
    /// What a reader should know besides.
    public let notes: [String]
    /// How the cases of a backtest were scored; `nil` when one model was judged.
    public let replay: Replay?
    /// How far suggested amounts are from what was paid; `nil` where there are none.
    public var amountErrors: AmountErrors?
    /// Whether error budgets were kept; `nil` when there were none.
    public var budgets: BudgetReport?

    /// Judges the cases.
    ///
    /// - Parameters:
    ///   - title: what is judged, in a few words.
    ///   - corpus: name of the corpus.
    ///   - model: the model; `nil` when there were several.
    ///   - window: the time that was judged.
    ///   - cases: the cases, with the periods and slices that are wanted.
    ///   - currency: currency of the amounts.
    ///   - rejects: rows of the corpus that were rejected.
    ///   - notes: what a reader should know besides.
    ///   - minimumSliceCases: values of a slice with fewer cases are pooled as `other`.
    ///   - maximumSliceValues: values of a slice beyond this many, by number of cases, are pooled too.
    ///   - replay: how the cases of a backtest were scored; its periods are listed also where they have no case.
    /// - Throws: `EvaluationError` when there is no case.
    public init(
        title: String,
        corpus: String,
        model: Model?,
        window: Window = Window(),
        cases: ScoredCases,
        currency: String? = nil,
        rejects: Int = 0,
        notes: [String] = [],
        minimumSliceCases: Int = 50,
        maximumSliceValues: Int = 20,
        replay: Replay? = nil
    ) throws(EvaluationError) {
        self.title = title
        self.corpus = corpus
        self.currency = currency
        self.model = model
        self.window = window
        self.rejects = rejects
        self.notes = notes
        metrics = try Metrics(cases)
        curves = Curves(cases)
        self.replay = replay
        var periods: [Period] = []
        let positions = Self.positions(of: cases.periods ?? [])
        for period in Set(positions.keys).union(replay?.periods.map(\.period) ?? []).sorted() {
            let cases = cases.selecting(positions[period] ?? [])
            periods.append(Period(period: period, metrics: cases.count > 0 ? try Metrics(cases) : nil))
        }
        self.periods = periods
        var slices: [Slice] = []
        for slice in cases.slices {
            slices.append(try Self.slice(slice, cases, minimumSliceCases, maximumSliceValues))
        }
        self.slices = slices
    }

    private static func positions(of keys: [String]) -> [String: [Int]] {
        Dictionary(grouping: keys.indices) { keys[$0] }
    }

    private static func slice(
        _ slice: ScoredCases.SliceField,
        _ cases: ScoredCases,
        _ minimumCases: Int,
        _ maximumValues: Int
    ) throws(EvaluationError) -> Slice {
        if let order = slice.order {
            let groups = positions(of: slice.values)
            var values: [SliceValue] = []
            for value in order {
                guard let group = groups[value] else { continue }
                values.append(SliceValue(value: value, pooled: false, metrics: try Metrics(cases.selecting(group))))
            }
            return Slice(field: slice.field, values: values)
        }
        let groups = positions(of: slice.values)
            .sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
        let alone = groups.prefix(maximumValues).prefix { $0.value.count >= minimumCases }
        let rest = groups.dropFirst(alone.count).flatMap(\.value).sorted()
        var values: [SliceValue] = []
        for group in alone {
            let metrics = try Metrics(cases.selecting(group.value))
            values.append(SliceValue(value: group.key, pooled: false, metrics: metrics))
        }
        if !rest.isEmpty {
            values.append(SliceValue(value: "other", pooled: true, metrics: try Metrics(cases.selecting(rest))))
        }
        return Slice(field: slice.field, values: values)
    }
}
