import Foundation

/// Lines of a file or of standard input, as they come; empty lines are passed over.
final class LineReader {
    /// Name for error messages.
    let name: String
    private let file: FileHandle
    private var buffer: [UInt8] = []
    private var start = 0
    private var number = 0
    private var isAtEnd = false
    private static let piece = 1 << 16

    init(path: String) throws {
        if path == "-" {
            name = "standard input"
            file = .standardInput
        } else {
            name = path
            guard let opened = FileHandle(forReadingAtPath: path) else {
                throw Failure("\(path): cannot be read", cure: "check that it is there")
            }
            file = opened
        }
    }

    /// The next line without its end, with its number from 1.
    func next() throws -> (bytes: [UInt8], number: Int)? {
        while true {
            if let end = buffer[start...].firstIndex(of: UInt8(ascii: "\n")) {
                let line = buffer[start..<end]
                start = end + 1
                number += 1
                if let line = content(line) { return (line, number) }
            } else if isAtEnd {
                let line = buffer[start...]
                start = buffer.count
                number += 1
                return content(line).map { ($0, number) }
            } else {
                buffer.removeSubrange(..<start)
                start = 0
                let data = try file.read(upToCount: Self.piece) ?? Data()
                isAtEnd = data.isEmpty
                buffer.append(contentsOf: data)
            }
        }
    }

    private func content(_ line: ArraySlice<UInt8>) -> [UInt8]? {
        let isBlank = line.allSatisfy {
            $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\t")
        }
        return isBlank ? nil : Array(line)
    }
}
