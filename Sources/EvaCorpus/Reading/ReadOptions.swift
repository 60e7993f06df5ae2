/// How a corpus is read.
public struct ReadOptions: Sendable {
    /// Share of bad rows above which reading fails.
    public var maxRejectShare = 0.01
    /// File to which bad rows are written, with the reason; `nil` for none.
    public var rejectsPath: String?
    /// Whether a row without label is bad, and a file without the label's column is refused.
    public var requireLabels = true
    /// Earlier cases are left out; they are checked no further than their time.
    public var since: CaseTime?
    /// Cases of this moment and later ones are left out; they are checked no further than their time.
    public var until: CaseTime?
    /// Called now and then with the bytes of the file read so far and its size (0 when unknown); may throw to stop.
    public var progress: (@Sendable (_ bytesRead: Int, _ bytesTotal: Int) throws -> Void)?

    /// Reads everything, requires labels, and allows one bad row in a hundred.
    public init() {}
}

/// A corpus that was read, and what was not.
public struct ReadResult: Sendable {
    /// The good cases.
    public var table: CaseTable
    /// The bad rows.
    public var rejects: RejectSummary
}

/// The bad rows of a corpus.
public struct RejectSummary: Sendable, Equatable, Codable {
    /// Most rows that are kept with all details.
    public static let maxDetails = 20
    /// Rows read, header and blank lines aside.
    public var rowsRead = 0
    /// Rows left out because of `since` and `until`.
    public var rowsOutside = 0
    /// Bad rows.
    public var count = 0
    /// Number of bad rows by the code of what is wrong.
    public var countByCode: [String: Int] = [:]
    /// The first bad rows.
    public var first: [Reject] = []

    /// Share of bad rows in those that were checked.
    public var share: Double {
        let checked = rowsRead - rowsOutside
        return checked > 0 ? Double(count) / Double(checked) : 0
    }

    /// No bad rows.
    public init() {}
}

/// A bad row.
public struct Reject: Sendable, Equatable, Codable {
    /// Line, from 1.
    public var line: Int
    /// Column, from 1, in bytes.
    public var column: Int
    /// Kind of problem.
    public var code: CorpusError.Code
    /// What is wrong.
    public var message: String
    /// What would be right.
    public var cure: String
}
