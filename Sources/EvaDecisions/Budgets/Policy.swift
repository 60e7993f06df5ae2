/// What a fund manager allows: error budgets overall and by segment, and the risk that a bound does not hold.
public struct Policy: Sendable, Equatable {
    /// A field by whose values cases are told apart, inside the segments of the levels before.
    public struct Level: Sendable, Equatable {
        /// Name of the field, or of the column with the amount.
        public var field: String
        /// Ascending bounds of the bands; empty for fields that are told apart by their values.
        public var bands: [Double] = []
        /// Budgets of every segment of the level, stricter than those around it.
        public var budgets: [ErrorBudget] = []
        /// Budgets of single values, in the order of the file.
        public var values: [Value] = []

        /// Creates a level.
        public init(field: String, bands: [Double] = [], budgets: [ErrorBudget] = [], values: [Value] = []) {
            self.field = field
            self.bands = bands
            self.budgets = budgets
            self.values = values
        }

        /// Names of the bands, in order.
        public var bandNames: [String] {
            guard let first = bands.first, let last = bands.last else { return [] }
            let inner = zip(bands, bands.dropFirst()).map { "\(plain($0)) to \(plain($1))" }
            return ["below \(plain(first))"] + inner + ["from \(plain(last))"]
        }

        /// Budgets of its own that the value called `name` has: those of the level, or stricter ones.
        func budgets(of name: String) -> [ErrorBudget] {
            budgets.overridden(by: values.first { $0.name == name }?.budgets ?? [])
        }
    }

    /// A value of a level with budgets of its own.
    public struct Value: Sendable, Equatable {
        /// The value, or the name of the band.
        public var name: String
        /// Its budgets.
        public var budgets: [ErrorBudget]

        /// Creates a value.
        public init(name: String, budgets: [ErrorBudget]) {
            self.name = name
            self.budgets = budgets
        }
    }

    /// Corpus that the policy is for.
    public var corpus: String
    /// δ: the chance that any of the bounds does not hold.
    public var risk: Double
    /// Budgets of all cases, at least one.
    public var budgets: [ErrorBudget]
    /// Levels of segments, each inside the one before.
    public var levels: [Level]
    /// Share of every budget that is kept back, against drift.
    public var reserve = 0.0
    /// Share of the cases that are answered, the surest of them, when nothing can be proved, so that it is seen when the
    /// model can be trusted again; 0: none.
    public var leastCoverage = 0.01

    /// Creates a policy; `init(yaml:)` also checks it against a schema.
    public init(corpus: String, risk: Double, budgets: [ErrorBudget], levels: [Level] = []) {
        self.corpus = corpus
        self.risk = risk
        self.budgets = budgets
        self.levels = levels
    }

    /// The name of a missing value.
    public static let missing = "missing"
}

/// A number as people write it: without a fraction where it has none.
private func plain(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
}

/// The values of the levels that a group of cases shares; none of them: all cases.
public struct Segment: Sendable, Equatable, Hashable, CustomStringConvertible {
    /// A value of a level.
    public struct Part: Sendable, Equatable, Hashable {
        /// Name of the field.
        public var field: String
        /// The value, or the name of the band.
        public var value: String

        /// Creates a part.
        public init(field: String, value: String) {
            self.field = field
            self.value = value
        }
    }

    /// Outermost first.
    public var parts: [Part]

    /// Creates a segment.
    public init(_ parts: [Part] = []) {
        self.parts = parts
    }

    /// `all cases`, or `category apparel, claim_amount from 1000`.
    public var description: String {
        parts.isEmpty ? "all cases" : parts.map { "\($0.field) \($0.value)" }.joined(separator: ", ")
    }

    func appending(_ field: String, _ value: String) -> Segment {
        Segment(parts + [Part(field: field, value: value)])
    }
}
