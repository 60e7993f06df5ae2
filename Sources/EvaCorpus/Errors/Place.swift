/// A place in a file.
public struct Place: Sendable, Equatable, Codable, CustomStringConvertible {
    /// Path or name of the file.
    public var file: String
    /// Line, from 1.
    public var line: Int?
    /// Column, from 1, in bytes; in Unicode scalars for a schema.
    public var column: Int?

    /// Creates a place.
    public init(file: String, line: Int? = nil, column: Int? = nil) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// `FILE:LINE:COLUMN`, without the parts that are not known.
    public var description: String {
        ([file] + [line, column].compactMap { $0 }.map(String.init)).joined(separator: ":")
    }
}

extension Place {
    /// Place of a problem in a record that starts a line.
    init(of problem: Problem, _ record: Record, _ bytes: Span<UInt8>, file: String) {
        let start = Int(record.start)
        var line = record.line
        var lineStart = start
        for offset in start..<max(start, problem.offset) where bytes[offset] == 10 {
            line += 1
            lineStart = offset + 1
        }
        self.init(file: file, line: line, column: max(0, problem.offset - lineStart) + 1)
    }
}
