/// Reads cases one by one, as a model scores them: facts without a label.
///
/// **Missing and edge values** An absent key and `null` are missing, identifier and time included. Label, outcome-only,
/// ignored and other role keys are passed over, whatever they hold. An unknown key and a key given twice are errors.
/// Text of a CSV or JSON corpus and of a case on its own goes through the same code.
public struct CaseParser: Sendable {
    private let plan: ColumnPlan
    private let scanner: JSONCaseScanner
    private let empty: Memory

    /// Memory that cases read one after the other share; it saves half of the time where a table is let go before the
    /// next case is read.
    public struct Memory: Sendable {
        var batch: RecordBatch
        var builder: TableBuilder

        mutating func clear() {
            batch.removeAll()
            builder.removeAll()
        }
    }

    /// Prepares to read cases of `schema`.
    ///
    /// `names`, one a field where they are not empty, are what the columns of categories and sets begin with, be the
    /// names in the case or not.
    ///
    /// **Throws** a `CorpusError` when the schema does not hold together.
    public init(schema: Schema, names: [NameList?] = []) throws(CorpusError) {
        try schema.validate()
        do {
            plan = try ColumnPlan(
                schema: schema,
                names: schema.columnNames,
                demands: ColumnPlan.Demands(identity: false, label: false, outcomes: false)
            )
        } catch {
            throw CorpusError(error.code, error.message, at: Place(file: "schema"), cure: error.cure)
        }
        scanner = JSONCaseScanner(plan: plan)
        empty = Memory(
            batch: RecordBatch(columnCount: plan.names.count, capacity: 1),
            builder: TableBuilder(plan: plan, names: names)
        )
    }

    /// Memory for reading many cases.
    public func makeMemory() -> Memory { empty }

    /// The case in a JSON object, as a table of one row.
    ///
    /// `file` and `line` say where the object starts; errors count lines from there.
    public func parse(_ json: [UInt8], file: String = "case", line: Int = 1) throws(CorpusError) -> CaseTable {
        var memory = empty
        return try parse(json, file: file, line: line, using: &memory)
    }

    /// The same in memory from `makeMemory`.
    public func parse(
        _ json: [UInt8],
        file: String = "case",
        line: Int = 1,
        using memory: inout Memory
    ) throws(CorpusError) -> CaseTable {
        try Self.checkSize(json.count, file)
        memory.clear()
        let bytes = json.span
        let hasByteOrderMark = bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
        scanner.scan(bytes, from: hasByteOrderMark ? 3 : 0, to: json.count, line: line, into: &memory.batch)
        return try table(&memory, bytes, file: file)
    }

    /// The case that `values` give field by field, each as a CSV cell, as a table of one row.
    ///
    /// An empty value is missing, `""` the empty text or set; other values in quotation marks have these doubled.
    public func parse(values: [(field: String, value: String)], file: String = "case") throws(CorpusError) -> CaseTable
    {
        var memory = empty
        var batch = memory.batch
        batch.cells = plan.names.map { _ in .missing(at: 0) }
        try Self.checkSize(values.reduce(0) { $0 + $1.value.utf8.count }, file)
        var bytes: [UInt8] = []
        for (field, value) in values {
            guard let column = plan.names.firstIndex(of: field) else {
                throw CorpusError(
                    .unknownColumn,
                    "the schema does not name the field \(excerpt(field))\(didYouMean(field, among: plan.names))",
                    at: Place(file: file),
                    cure: "use the names of the schema",
                    jsonPath: "$.\(excerpt(field))"
                )
            }
            guard !batch.cells[column].flags.contains(.seen) else {
                throw CorpusError(
                    .duplicateColumn,
                    "the field \(field) is there twice",
                    at: Place(file: file),
                    cure: "keep one of them",
                    jsonPath: "$.\(field)"
                )
            }
            let start = bytes.count
            let isQuoted = value.utf8.count >= 2 && value.hasPrefix("\"") && value.hasSuffix("\"")
            bytes += Array((isQuoted ? String(value.dropFirst().dropLast()).replacing("\"\"", with: "\"") : value).utf8)
            batch.cells[column] = Cell(
                start: Int32(truncatingIfNeeded: start),
                end: Int32(truncatingIfNeeded: bytes.count),
                origin: Int32(truncatingIfNeeded: start),
                flags: isQuoted ? [.quoted, .seen] : .seen
            )
        }
        batch.records = [Record(start: 0, end: Int32(truncatingIfNeeded: bytes.count), line: 1)]
        memory.batch = batch
        return try table(&memory, bytes.span, file: file, hasLines: false)
    }

    private static func checkSize(_ count: Int, _ file: String) throws(CorpusError) {
        guard count <= RecordBatch.maxRecordBytes else {
            throw CorpusError(
                .recordSize,
                "the case is larger than 16 MiB",
                at: Place(file: file),
                cure: "pass one case"
            )
        }
    }

    private func table(
        _ memory: inout Memory,
        _ bytes: Span<UInt8>,
        file: String,
        hasLines: Bool = true
    ) throws(CorpusError) -> CaseTable {
        if let problem = memory.builder.append(memory.batch, bytes).first {
            let place =
                hasLines ? Place(of: problem, memory.batch.records[0], bytes, file: file) : Place(file: file)
            throw CorpusError(
                problem.code,
                problem.message,
                at: place,
                cure: problem.cure,
                jsonPath: problem.jsonPath
            )
        }
        return memory.builder.finish()
    }
}

extension CaseTable {
    /// The case in a JSON object, as a table of one row; see `CaseParser`, which is quicker for many.
    public static func one(json: [UInt8], schema: Schema, file: String = "case") throws(CorpusError) -> CaseTable {
        try CaseParser(schema: schema).parse(json, file: file)
    }

    /// The case that `values` give field by field, each as a CSV cell, as a table of one row; see `CaseParser`.
    public static func one(
        values: [(field: String, value: String)],
        schema: Schema,
        file: String = "case"
    ) throws(CorpusError) -> CaseTable {
        try CaseParser(schema: schema).parse(values: values, file: file)
    }
}
