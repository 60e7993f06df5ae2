/// Reads a file batch by batch, whatever becomes of the records.
struct RecordReader: ~Copyable {
    let path: String
    /// The bytes in which the cells of the last batch lie.
    private(set) var window: ByteWindow
    private var tokenizer = CSVTokenizer()
    /// Line of the next JSON object.
    private var line = 1
    /// End of the last batch.
    private var taken: Int

    /// The names of a CSV file's columns.
    struct Header {
        var names: [String]
        /// Column in the line, from 1, of each name.
        var columns: [Int]
        var line: Int
        var text: [UInt8]
    }

    /// Opens the file, skips a byte order mark, and refuses what is no text at all.
    init(path: String) throws(CorpusError) {
        var window = try ByteWindow(path: path)
        try window.fill()
        if window.end >= 3, window.bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            window.take(upTo: 3)
        } else if let (message, cure) = Self.foreignFormat(window.bytes[..<window.end].prefix(4)) {
            throw CorpusError(.encoding, message, at: Place(file: path, line: 1, column: 1), cure: cure)
        }
        self.path = path
        taken = window.start
        self.window = window
    }

    private static func foreignFormat(_ bytes: ArraySlice<UInt8>) -> (message: String, cure: String)? {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            return ("the file is UTF-16", "save it as UTF-8")
        }
        if bytes.starts(with: [0x1F, 0x8B]) { return ("the file is compressed", "let its name end in .gz") }
        if bytes.starts(with: [0x50, 0x4B, 3, 4]) {
            return ("the file is a ZIP archive or a spreadsheet", "export it as CSV in UTF-8")
        }
        return nil
    }

    /// Takes the first record of a CSV file.
    mutating func readHeader() throws(CorpusError) -> Header {
        var batch = RecordBatch.header
        guard try nextCSV(&batch), let record = batch.records.first else {
            throw CorpusError(
                .missingColumn,
                "the file is empty",
                at: Place(file: path, line: 1, column: 1),
                cure: "the first line names the columns"
            )
        }
        if let problem = batch.problems.first {
            throw CorpusError(
                problem.code,
                "the header has \(problem.message)",
                at: Place(of: problem, record, window.bytes.span, file: path),
                cure: problem.cure
            )
        }
        let text = Array(window.bytes[Int(record.start)..<Int(record.end)])
        guard firstInvalidUTF8(text.span, 0, text.count) == nil else {
            let place = Place(file: path, line: record.line, column: 1)
            throw CorpusError(.encoding, "the header is not UTF-8", at: place, cure: "save the file as UTF-8")
        }
        let names = batch.cells.map { cell in
            let bytes = cell.isScratch ? batch.scratch : window.bytes
            return trimmed(String(decoding: bytes[Int(cell.start)..<Int(cell.end)], as: UTF8.self))
        }
        return Header(
            names: names,
            columns: batch.cells.map { Int($0.origin - record.start) + 1 },
            line: record.line,
            text: text
        )
    }

    /// Fills the batch with the next records of a CSV file; `false` when there is none.
    mutating func nextCSV(_ batch: inout RecordBatch) throws(CorpusError) -> Bool {
        var tokenizer = tokenizer
        defer { self.tokenizer = tokenizer }
        return try next(&batch) { bytes, start, end, isLast, batch in
            tokenizer.tokenize(bytes, from: start, to: end, isLast: isLast, into: &batch)
        }
    }

    /// Fills the batch with the next objects of a JSON Lines file; `false` when there is none.
    mutating func nextJSONLines(
        _ batch: inout RecordBatch,
        _ scanner: JSONCaseScanner
    ) throws(CorpusError) -> Bool {
        var line = line
        defer { self.line = line }
        return try next(&batch) { bytes, start, end, isLast, batch in
            var at = start
            while at < end, !batch.isFull {
                var lineEnd = at
                while lineEnd < end, bytes[lineEnd] != 10 { lineEnd += 1 }
                if lineEnd == end, !isLast { break }
                var first = at
                while first < lineEnd, isBlank(bytes[first]) { first += 1 }
                if first < lineEnd { scanner.scan(bytes, from: at, to: lineEnd, line: line, into: &batch) }
                line += 1
                at = min(lineEnd + 1, end)
            }
            return at
        }
    }

    /// Gives up the last batch and fills the next by `tokenize`, which returns the position behind what it took.
    private mutating func next(
        _ batch: inout RecordBatch,
        _ tokenize: (Span<UInt8>, _ from: Int, _ to: Int, _ isLast: Bool, inout RecordBatch) -> Int
    ) throws(CorpusError) -> Bool {
        let line = batch.records.last?.line ?? 1
        window.take(upTo: taken)
        batch.removeAll()
        while true {
            taken = tokenize(window.bytes.span, window.start, window.end, window.isAtEnd, &batch)
            if !batch.records.isEmpty { return true }
            window.take(upTo: taken)
            if window.isAtEnd { return false }
            guard window.end - window.start <= RecordBatch.maxRecordBytes + ByteWindow.chunk else {
                throw CorpusError(
                    .recordSize,
                    "a row is larger than 16 MiB",
                    at: Place(file: path, line: line),
                    cure: "end each row with a line break"
                )
            }
            try window.fill()
            taken = window.start
        }
    }
}
