/// Reads a corpus file into a table, a batch at a time.
struct CaseReader: ~Copyable {
    private let path: String
    private let schema: Schema
    private let options: ReadOptions
    private var records: RecordReader
    private var rejects = RejectSummary()
    private var rejectsFile: RejectsFile?
    private var hasReserved = false
    private var reportedPosition = 0

    init(path: String, schema: Schema, options: ReadOptions) throws(CorpusError) {
        let records = try RecordReader(path: path)
        self.path = path
        self.schema = schema
        self.options = options
        self.records = records
    }

    /// Reads CSV, whose first record names the columns.
    mutating func readCSV() throws -> ReadResult {
        let header = try records.readHeader()
        let plan: ColumnPlan
        do {
            plan = try ColumnPlan(schema: schema, names: header.names, demands: demands)
        } catch {
            let column = error.position.map { header.columns[$0] } ?? 1
            let place = Place(file: path, line: header.line, column: column)
            throw CorpusError(error.code, error.message, at: place, cure: error.cure)
        }
        try openRejectsFile(.csv(header: header.text))
        var builder = TableBuilder(plan: plan, since: options.since, until: options.until)
        var batch = RecordBatch(columnCount: plan.names.count)
        while try records.nextCSV(&batch) { try take(batch, &builder) }
        return try finish(builder)
    }

    /// Reads JSON Lines: an object a line.
    mutating func readJSONLines() throws -> ReadResult {
        let plan: ColumnPlan
        do {
            plan = try ColumnPlan(schema: schema, names: schema.columnNames, demands: demands)
        } catch {
            throw CorpusError(error.code, error.message, at: Place(file: path), cure: error.cure)
        }
        try openRejectsFile(.jsonLines)
        let scanner = JSONCaseScanner(plan: plan)
        var builder = TableBuilder(plan: plan, since: options.since, until: options.until)
        var batch = RecordBatch(columnCount: plan.names.count)
        while try records.nextJSONLines(&batch, scanner) { try take(batch, &builder) }
        return try finish(builder)
    }

    private var demands: ColumnPlan.Demands {
        ColumnPlan.Demands(label: options.requireLabels)
    }

    private mutating func openRejectsFile(_ format: RejectsFile.Format) throws(CorpusError) {
        guard let path = options.rejectsPath else { return }
        rejectsFile = try RejectsFile(path: path, format: format)
    }

    /// Adds the good records to the table and accounts for the others.
    private mutating func take(_ batch: RecordBatch, _ builder: inout TableBuilder) throws {
        let problems = builder.append(batch, records.window.bytes.span)
        rejects.rowsRead += batch.records.count
        for problem in problems { try reject(problem, batch.records[problem.record]) }
        guard !builder.isFull else {
            throw CorpusError(
                .tableSize,
                "the file has more rows or set members than a table holds",
                at: Place(file: path, line: batch.records.last?.line),
                cure: "read a part of it with since and until"
            )
        }
        reserve(&builder)
        if records.window.position != reportedPosition {
            reportedPosition = records.window.position
            try options.progress?(reportedPosition, records.window.size)
        }
    }

    /// Makes room, once, for the rows that the rest of the file may have, going by those so far.
    private mutating func reserve(_ builder: inout TableBuilder) {
        let ahead = records.window.end - records.window.start
        let used = records.window.position - min(records.window.position, ahead)
        guard !hasReserved, builder.rowCount >= 500, used > 0, records.window.size > used else { return }
        hasReserved = true
        let rest = Double(builder.rowCount) / Double(used) * Double(records.window.size - used) * 1.02
        builder.reserve(rows: Int(min(rest, Double(builder.rowCount) * 4096)) + 64)
    }

    private mutating func reject(_ problem: Problem, _ record: Record) throws(CorpusError) {
        let place = Place(of: problem, record, records.window.bytes.span, file: path)
        // A name that the schema lacks may be a leak in every row: no row is taken.
        if problem.code == .unknownColumn {
            throw CorpusError(problem.code, problem.message, at: place, cure: problem.cure, jsonPath: problem.jsonPath)
        }
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
        try rejectsFile?.write(reject, records.window.bytes[Int(record.start)..<Int(record.end)])
    }

    /// The result, unless too many rows are bad.
    private mutating func finish(_ builder: consuming TableBuilder) throws(CorpusError) -> ReadResult {
        try rejectsFile?.close()
        rejects.rowsOutside = builder.outsideCount
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
