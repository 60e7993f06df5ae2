/// The file with the bad rows and what is wrong with them.
///
/// CSV: the reasons' columns, then the row's own bytes, under the header. JSON Lines: an object a row with the reason
/// and the line as text.
struct RejectsFile: ~Copyable {
    enum Format {
        case csv(header: [UInt8])
        case jsonLines
    }

    private var file: OutputFile
    private let isCSV: Bool

    init(path: String, format: Format) throws(CorpusError) {
        var file = try OutputFile(path: path)
        var isCSV = false
        if case .csv(let header) = format {
            isCSV = true
            try file.write(Array("reject_line,reject_column,reject_code,reject_reason,".utf8) + header + [10])
        }
        self.file = file
        self.isCSV = isCSV
    }

    mutating func write(_ reject: Reject, _ row: ArraySlice<UInt8>) throws(CorpusError) {
        let reason = "\(reject.message); \(reject.cure)"
        if isCSV {
            let head = "\(reject.line),\(reject.column),\(reject.code.rawValue),\(csvQuoted(reason)),"
            try file.write(Array(head.utf8))
            try file.write(row)
            try file.write([10])
        } else {
            let line = JSONText.keys([
                "line": .integer(Int64(reject.line)),
                "column": .integer(Int64(reject.column)),
                "code": .string(reject.code.rawValue),
                "reason": .string(reason),
                "text": .string(String(decoding: row, as: UTF8.self)),
            ])
            try file.write(line.bytes + [10])
        }
    }

    mutating func close() throws(CorpusError) {
        try file.flush()
    }
}

/// A CSV cell in quotes.
package func csvQuoted(_ text: String) -> String {
    "\"\(text.replacing("\"", with: "\"\""))\""
}
