/// What `eva check` finds in a corpus.
public struct CheckReport: Sendable, Equatable, Codable {
    /// Name of the corpus.
    public var corpus: String
    /// Good cases.
    public var cases: Int
    /// Time of the first case.
    public var firstTime: String
    /// Time of the last case.
    public var lastTime: String
    /// Bad rows.
    public var rejects: RejectSummary
    /// What each field holds.
    public var fields: [FieldSummary]
    /// Labels by year.
    public var years: [YearSummary]
    /// Cases alike in all facts and unlike in the label.
    public var twins: TwinSummary
    /// What a curator should look at, the gravest kind first.
    public var findings: [Finding]
}

extension CheckReport {
    /// What a field holds.
    public struct FieldSummary: Sendable, Equatable, Codable {
        /// Name of the field.
        public var field: String
        /// Type of the field.
        public var type: FieldType
        /// Share of cases without a value.
        public var missingShare: Double
        /// Number of different values; for a set of different members.
        public var distinctCount: Int
        /// How well the field alone ranks the cases; `nil` where that cannot be said.
        public var auc: Double?
    }

    /// Labels of a year.
    public struct YearSummary: Sendable, Equatable, Codable {
        /// Year of the cases' time.
        public var year: Int
        /// Number of cases.
        public var cases: Int
        /// Number of cases labelled pay.
        public var pays: Int
        /// Number of cases labelled deny.
        public var denies: Int
        /// Share of pay among the labelled; `nil` when none is.
        public var payRate: Double? { pays + denies > 0 ? Double(pays) / Double(pays + denies) : nil }
    }

    /// Groups of cases with the same facts and different labels.
    public struct TwinSummary: Sendable, Equatable, Codable {
        /// Number of groups.
        public var groups = 0
        /// Number of cases in them.
        public var cases = 0
        /// Accuracy, on these very cases, of the best rule that sees only the facts.
        public var ceilingAccuracy = 1.0
        /// The largest groups.
        public var largest: [TwinGroup] = []
    }

    /// Cases with the same facts.
    public struct TwinGroup: Sendable, Equatable, Codable {
        /// Identifiers of the first cases.
        public var ids: [String]
        /// Number of cases labelled pay.
        public var pays: Int
        /// Number of cases labelled deny.
        public var denies: Int
    }

    /// Something that a curator should look at.
    public struct Finding: Sendable, Equatable, Codable {
        /// Kind of finding.
        public var kind: Kind
        /// Field concerned.
        public var field: String?
        /// Cases concerned.
        public var cases: Int
        /// What was found, and what to do.
        public var message: String

        /// Kinds of findings, the gravest first.
        public enum Kind: String, Sendable, Codable, CaseIterable {
            /// The field may know the outcome.
            case leakSuspect = "leak_suspect"
            /// There is no case to learn from, or all have one label.
            case oneClass = "one_class"
            /// Dates behind the case's time.
            case dateAfterTime = "date_after_time"
            /// Values far beyond all others.
            case absurdValue = "absurd_value"
            /// Two fields say the same.
            case duplicate
            /// The field has one value.
            case constant
            /// The field is hardly ever filled in.
            case mostlyMissing = "mostly_missing"
        }
    }
}
