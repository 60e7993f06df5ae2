/// Where the bytes of one value lie.
struct Cell {
    /// First byte, in the window or, when unescaped, in the batch's scratch.
    var start: Int32
    /// One past the last byte.
    var end: Int32
    /// First byte in the window, for messages.
    var origin: Int32
    var flags: Flags

    struct Flags: OptionSet {
        let rawValue: UInt8
        /// The value was quoted: empty does not mean missing where a field knows an empty value.
        static let quoted = Flags(rawValue: 1)
        /// The bytes lie in the batch's scratch.
        static let scratch = Flags(rawValue: 2)
        /// The key was there, if only with null.
        static let seen = Flags(rawValue: 4)
    }

    var isEmpty: Bool { start == end }
    var isQuoted: Bool { flags.contains(.quoted) }
    var isScratch: Bool { flags.contains(.scratch) }

    /// No value at all.
    static func missing(at origin: Int32) -> Cell {
        Cell(start: origin, end: origin, origin: origin, flags: [])
    }
}

/// A record's bytes in the window, without its line break, and the line where it starts.
struct Record {
    var start: Int32
    var end: Int32
    var line: Int
}

/// Why a record is not taken.
struct Problem {
    var record: Int
    /// Position in the window.
    var offset: Int
    var code: CorpusError.Code
    var message: String
    var cure: String
    var jsonPath: String?
}

/// Records as cells, `columnCount` a record, between tokenizer and table.
struct RecordBatch {
    /// Records that one batch takes.
    static let capacity = 256
    /// Bytes that one record may have.
    static let maxRecordBytes = 16 << 20

    let columnCount: Int
    /// Whether the batch takes one record of any number of cells: the header.
    let isHeader: Bool
    var records: [Record] = []
    /// `[records × columnCount]`.
    var cells: [Cell] = []
    /// Unescaped bytes.
    var scratch: [UInt8] = []
    /// Records that are no records; at most one problem a record, in order.
    var problems: [Problem] = []

    init(columnCount: Int, capacity: Int = Self.capacity) {
        self.columnCount = columnCount
        isHeader = false
        records.reserveCapacity(capacity)
        cells.reserveCapacity(capacity * columnCount + columnCount)
    }

    /// A batch for the header alone.
    static var header: RecordBatch { RecordBatch() }

    private init() {
        columnCount = 0
        isHeader = true
    }

    var isFull: Bool {
        if isHeader { return !records.isEmpty }
        return records.count >= Self.capacity || scratch.count > 4 << 20
    }

    mutating func removeAll() {
        records.removeAll(keepingCapacity: true)
        cells.removeAll(keepingCapacity: true)
        scratch.removeAll(keepingCapacity: true)
        problems.removeAll(keepingCapacity: true)
    }

    /// Adds a record whose cells were appended, or a bad one in which missing cells take the place of its own.
    mutating func finish(_ record: Record, problem: Problem? = nil) {
        let wanted = (records.count + 1) * columnCount
        if cells.count > wanted { cells.removeLast(cells.count - wanted) }
        while cells.count < wanted { cells.append(.missing(at: record.start)) }
        records.append(record)
        if let problem { problems.append(problem) }
    }
}
