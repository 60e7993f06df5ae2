/// What checking the audit found.
public struct AuditReport: Sendable, Equatable {
    /// Rows of the audit.
    public internal(set) var rows = 0
    /// Cases, suggestions, decisions and reviews that were held against it.
    public internal(set) var records = 0
    /// The last row, to be kept elsewhere as an anchor; `nil` when the audit is empty.
    public internal(set) var head: AuditAnchor?
    /// Number of faults.
    public internal(set) var faultCount = 0
    /// The first faults.
    public internal(set) var faults: [AuditFault] = []

    /// Most faults that are kept with all details.
    public static let maxDetails = 100

    /// Whether nothing was changed.
    public var isIntact: Bool { faultCount == 0 }

    mutating func add(_ kind: AuditFault.Kind, _ place: String, _ message: String) {
        faultCount += 1
        if faults.count < Self.maxDetails { faults.append(AuditFault(kind: kind, place: place, message: message)) }
    }
}

/// A trace of a change that Eva did not make.
public struct AuditFault: Sendable, Equatable {
    /// Kinds of traces.
    public enum Kind: String, Sendable, Codable {
        /// Rows of the audit are missing.
        case removedRows = "removed_rows"
        /// A row of the audit is not what was hashed.
        case alteredRow = "altered_row"
        /// A row does not follow the one before it.
        case brokenLink = "broken_link"
        /// The row that was kept elsewhere is another one, or is no longer there.
        case anchor
        /// A record that the audit tells of is missing.
        case removedRecord = "removed_record"
        /// A record is not what the audit vouches for.
        case alteredRecord = "altered_record"
        /// A record of which the audit does not tell.
        case unknownRecord = "unknown_record"
        /// The parts of a case contradict each other.
        case inconsistentCase = "inconsistent_case"
    }

    /// Kind of trace.
    public let kind: Kind
    /// Row of the audit, or record.
    public let place: String
    /// What is wrong.
    public let message: String
}
