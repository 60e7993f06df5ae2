/// A moment in a corpus, in seconds since 1970-01-01T00:00:00 without a time zone.
///
/// Corpora give yyyy, yyyy-MM or yyyy-MM-dd, with an optional time of day; what is not given counts as its first
/// moment.
public struct CaseTime: Sendable, Hashable, Comparable, Codable {
    /// Seconds since 1970-01-01T00:00:00.
    public var seconds: Int64

    /// Creates a moment.
    public init(seconds: Int64) {
        self.seconds = seconds
    }

    /// Stands for a missing moment; before all others.
    public static let missing = CaseTime(seconds: .min)

    /// Whether the moment is missing.
    public var isMissing: Bool { self == .missing }

    /// Whole days since 1970-01-01; the missing moment has none.
    public var day: Int { Int(seconds >= 0 ? seconds / 86_400 : (seconds + 1) / 86_400 - 1) }

    /// Order of time.
    public static func < (left: CaseTime, right: CaseTime) -> Bool {
        left.seconds < right.seconds
    }
}
