/// Reads a corpus file into a table, a window at a time.
struct CaseReader: ~Copyable {
    let path: String
    let schema: Schema
    let options: ReadOptions
    private var window: ByteWindow
    private var rejects = RejectSummary()
    private var rejectsFile: RejectsFile?
    private var hasReserved = false

    init(path: String, schema: Schema, options: ReadOptions) throws(CorpusError) {
        let window = try ByteWindow(path: path)
        self.path = path
        self.schema = schema
        self.options = options
        self.window = window
    }

    /// Reads CSV, whose first record names the columns.
    mutating func readCSV() throws -> ReadResult {
        try begin()
        var tokenizer = CSVTokenizer()
        let header = try readHeader(&tokenizer)
        let plan: ColumnPlan
        do {
            plan = try ColumnPlan(
                schema: schema,
                names: header.names,
                demands: ColumnPlan.Demands(label: options.requireLabels)
            )
        } catch {
            let column = error.position.map { header.columns[$0] } ?? 1
            let place = Place(file: path, line: header.line, column: column)
            throw CorpusError(error.code, error.message, at: place, cure: error.cure)
        }
        try openRejectsFile(.csv(header: header.text))
        var builder = TableBuilder(plan: plan, since: options.since, until: options.until)
        var batch = RecordBatch(columnCount: plan.names.count)
        try forEachBatch(&batch, &builder) { bytes, start, end, isLast, batch in
            tokenizer.tokenize(bytes, from: start, to: end, isLast: isLast, into: &batch)
        }
        return try finish(builder)
    }

    /// Skips a byte order mark, and refuses what is no text at all.
    mutating func begin() throws(CorpusError) {
        try window.fill()
        let bytes = window.bytes
        let count = window.end
        if count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
            window.take(upTo: 3)
            return
        }
        guard count >= 2 else { return }
        let place = Place(file: path, line: 1, column: 1)
        switch (bytes[0], bytes[1]) {
        case (0xFF, 0xFE), (0xFE, 0xFF):
            throw CorpusError(.encoding, "the file is UTF-16", at: place, cure: "save it as UTF-8")
        case (0x1F, 0x8B):
            throw CorpusError(.encoding, "the file is compressed", at: place, cure: "let its name end in .gz")
        case (0x50, 0x4B) where count >= 4 && bytes[2] == 3 && bytes[3] == 4:
            throw CorpusError(
                .encoding,
                "the file is a ZIP archive or a spreadsheet",
                at: place,
                cure: "export it as CSV in UTF-8"
            )
        default: break
        }
    }

    private struct Header {
        var names: [String]
        var columns: [Int]
        var line: Int
        var text: [UInt8]
    }

    private mutating func readHeader(_ tokenizer: inout CSVTokenizer) throws(CorpusError) -> Header {
        while true {
            var batch = RecordBatch.header
            let next = tokenizer.tokenize(
                window.bytes.span,
                from: window.start,
                to: window.end,
                isLast: window.isAtEnd,
                into: &batch
            )
            if let record = batch.records.first {
                if let problem = batch.problems.first {
                    throw CorpusError(
                        problem.code,
                        "the header has \(problem.message)",
                        at: place(of: problem, record),
                        cure: problem.cure
                    )
                }
                let header = try header(record, batch)
                window.take(upTo: next)
                return header
            }
            window.take(upTo: next)
            if window.isAtEnd {
                throw CorpusError(
                    .missingColumn,
                    "the file is empty",
                    at: Place(file: path, line: 1, column: 1),
                    cure: "the first line names the columns"
                )
            }
            try fill(line: 1)
        }
    }

    private func header(_ record: Record, _ batch: RecordBatch) throws(CorpusError) -> Header {
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

    /// Fills batch after batch by `tokenize`, which returns the position behind what it took.
    mutating func forEachBatch(
        _ batch: inout RecordBatch,
        _ builder: inout TableBuilder,
        _ tokenize: (Span<UInt8>, _ from: Int, _ to: Int, _ isLast: Bool, inout RecordBatch) throws -> Int
    ) throws {
        while true {
            batch.removeAll()
            let next = try tokenize(window.bytes.span, window.start, window.end, window.isAtEnd, &batch)
            let problems = builder.append(batch, window.bytes.span)
            rejects.rowsRead += batch.records.count
            if let fatal = problems.first(where: { $0.code == .unknownColumn }) {
                let place = place(of: fatal, batch.records[fatal.record])
                throw CorpusError(fatal.code, fatal.message, at: place, cure: fatal.cure, jsonPath: fatal.jsonPath)
            }
            for problem in problems { try reject(problem, batch.records[problem.record]) }
            guard !builder.isFull else {
                throw CorpusError(
                    .tableSize,
                    "the file has more rows or set members than a table holds",
                    at: Place(file: path, line: batch.records.last?.line),
                    cure: "read a part of it with since and until"
                )
            }
            window.take(upTo: next)
            if batch.isFull { continue }
            if window.isAtEnd { break }
            reserve(&builder)
            try fill(line: batch.records.last?.line ?? 1)
            try options.progress?(window.position, window.size)
        }
        rejects.rowsOutside = builder.outsideCount
    }

    private mutating func fill(line: Int) throws(CorpusError) {
        guard window.end - window.start <= RecordBatch.maxRecordBytes + ByteWindow.chunk else {
            throw CorpusError(
                .recordSize,
                "a row is larger than 16 MiB",
                at: Place(file: path, line: line),
                cure: "end each row with a line break"
            )
        }
        try window.fill()
    }

    /// Makes room, once, for the rows that the rest of the file may have, going by those so far.
    private mutating func reserve(_ builder: inout TableBuilder) {
        let used = window.position - min(window.position, window.end - window.start)
        guard !hasReserved, builder.rowCount >= 500, used > 0, window.size > used else { return }
        hasReserved = true
        let rowsPerByte = Double(builder.rowCount) / Double(used)
        let rest = rowsPerByte * Double(window.size - used) * 1.02
        builder.reserve(rows: Int(min(rest, Double(builder.rowCount) * 4096)) + 64)
    }

    private func place(of problem: Problem, _ record: Record) -> Place {
        Place(of: problem, record, window.bytes.span, file: path)
    }

    private mutating func reject(_ problem: Problem, _ record: Record) throws(CorpusError) {
        let place = place(of: problem, record)
        let reject = Reject(
            line: place.line ?? record.line,
            column: place.column ?? 1,
            code: problem.code,
            message: problem.message,
            cure: problem.cure
        )
        rejects.count += 1
        rejects.countByCode[problem.code.rawValue, default: 0] += 1
        if rejects.first.count < RejectSummary.maxDetails { rejects.first.append(reject) }
        if rejectsFile != nil {
            try rejectsFile?.write(reject, window.bytes[Int(record.start)..<Int(record.end)])
        }
    }

    mutating func openRejectsFile(_ format: RejectsFile.Format) throws(CorpusError) {
        guard let path = options.rejectsPath else { return }
        rejectsFile = try RejectsFile(path: path, format: format)
    }

    /// The result, unless too many rows are bad.
    mutating func finish(_ builder: TableBuilder) throws(CorpusError) -> ReadResult {
        if rejectsFile != nil { try rejectsFile?.close() }
        if let first = rejects.first.first, rejects.share > options.maxRejectShare {
            let checked = rejects.rowsRead - rejects.rowsOutside
            throw CorpusError(
                .tooManyRejects,
                "\(rejects.count) of \(checked) rows are bad, more than \(percent(options.maxRejectShare)) allowed; "
                    + "the first: \(first.message)",
                at: Place(file: path, line: first.line, column: first.column),
                cure: first.cure + ", or allow more bad rows"
            )
        }
        return ReadResult(table: builder.finish(), rejects: rejects)
    }
}

/// A share as a percentage with at most two decimals.
func percent(_ share: Double) -> String {
    numberText((share * 10_000).rounded() / 100) + " %"
}
