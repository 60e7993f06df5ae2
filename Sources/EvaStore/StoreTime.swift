public import EvaCorpus
import Foundation

/// A moment in milliseconds since 1970-01-01T00:00:00Z; what the store's columns of time hold.
public struct StoreTime: Sendable, Hashable, Comparable, Codable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    public var milliseconds: Int64

    /// Creates a moment.
    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// The beginning of a moment of a corpus, read as UTC.
    public init(_ time: CaseTime) {
        milliseconds = time.seconds * 1000
    }

    /// Reads a date with an optional time of day, as UTC; `nil` for anything else.
    public init?(parsing text: String) {
        guard let time = CaseTime(parsing: text) else { return nil }
        self.init(time)
    }

    /// The present moment by the machine's clock.
    public static var now: StoreTime {
        StoreTime(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
    }

    /// The moment `seconds` later; earlier when they are negative.
    public func adding(seconds: Double) -> StoreTime {
        StoreTime(milliseconds: milliseconds + Int64((seconds * 1000).rounded()))
    }

    /// The same moment in whole seconds, as corpora have it, in UTC.
    public var caseTime: CaseTime {
        CaseTime(seconds: Int64((Double(milliseconds) / 1000).rounded(.down)))
    }

    /// Order of time.
    public static func < (left: StoreTime, right: StoreTime) -> Bool {
        left.milliseconds < right.milliseconds
    }
}

extension StoreTime: CustomStringConvertible {
    /// `yyyy-MM-ddTHH:mm:ssZ`; without the time of day at midnight.
    public var description: String {
        let text = caseTime.description
        return text.count > 10 ? text + "Z" : text
    }
}
