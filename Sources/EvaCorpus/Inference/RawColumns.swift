/// The columns of a file as names, before anything is known about them.
struct RawColumns {
    /// A column and its values.
    struct RawColumn {
        var name: String
        /// A code a row; −1 missing.
        var codes: [Int32]
        /// Value of each code.
        var values: [String]
        /// Whether JSON gave lists.
        var isList = false

        var missingCount: Int { codes.count { $0 < 0 } }
        var presentCount: Int { codes.count - missingCount }
    }

    /// Rows that are looked at.
    static let maxRows = 400_000

    var columns: [RawColumn]
    var rowCount: Int { columns.first?.codes.count ?? 0 }

    /// Reads a file of any format that `CaseTable.read` takes.
    init(path: String) throws(CorpusError) {
        switch try CorpusFormat(path: path) {
        case .csv: try self.init(csv: path)
        case .jsonLines: try self.init(jsonLines: path)
        }
        if rowCount == 0 {
            throw CorpusError(
                .missingColumn,
                "the file has no good row",
                at: Place(file: path),
                cure: "pass a file with a header and cases"
            )
        }
    }

    private init(csv path: String) throws(CorpusError) {
        var records = try RecordReader(path: path)
        let header = try records.readHeader()
        for (position, name) in header.names.enumerated() {
            let place = Place(file: path, line: header.line, column: header.columns[position])
            if name.isEmpty {
                throw CorpusError(.missingColumn, "a column has no name", at: place, cure: "name it in the header")
            }
            if header.names[..<position].contains(name) {
                throw CorpusError(.duplicateColumn, "the column \(name) is there twice", at: place, cure: "keep one")
            }
        }
        var builders = header.names.map { _ in CategoryBuilder() }
        var batch = RecordBatch(columnCount: header.names.count)
        while builders.first?.codes.count ?? 0 < Self.maxRows, try records.nextCSV(&batch) {
            Self.append(batch, records.window.bytes, to: &builders)
        }
        columns = Self.finish(header.names, builders)
    }

    /// Takes the good records.
    private static func append(_ batch: RecordBatch, _ bytes: [UInt8], to builders: inout [CategoryBuilder]) {
        let bad = Set(batch.problems.map(\.record))
        let good = batch.records.indices.filter { record in
            let range = batch.records[record]
            return !bad.contains(record) && firstInvalidUTF8(bytes.span, Int(range.start), Int(range.end)) == nil
        }
        for column in builders.indices {
            builders[column].append(good, of: batch, column: column, bytes.span)
        }
    }

    private static func finish(_ names: [String], _ builders: [CategoryBuilder]) -> [RawColumn] {
        zip(names, builders)
            .map { name, builder in
                RawColumn(name: name, codes: builder.codes, values: builder.finish().categories)
            }
    }

    private init(jsonLines path: String) throws(CorpusError) {
        let keys = try Self.keys(jsonLines: path)
        let scanner = JSONCaseScanner(keys: keys)
        var records = try RecordReader(path: path)
        var builders = keys.map { _ in CategoryBuilder() }
        var batch = RecordBatch(columnCount: keys.count)
        while builders.first?.codes.count ?? 0 < Self.maxRows, try records.nextJSONLines(&batch, scanner) {
            Self.append(batch, records.window.bytes, to: &builders)
        }
        columns = Self.finish(keys.map(\.name), builders)
        for index in columns.indices { columns[index].isList = keys[index].kind == .list }
    }

    /// Keys of all objects in order of first appearance, with the kinds of their values.
    private static func keys(jsonLines path: String) throws(CorpusError) -> [(
        name: String, kind: JSONScanner.ValueKind
    )] {
        var records = try RecordReader(path: path)
        // Without keys every object is a bad record, whose bytes are all that is needed.
        let scanner = JSONCaseScanner(keys: [])
        var batch = RecordBatch(columnCount: 0)
        var positions: [String: Int] = [:]
        var keys: [(name: String, kind: JSONScanner.ValueKind)] = []
        var rows = 0
        while rows < maxRows, try records.nextJSONLines(&batch, scanner) {
            rows += batch.records.count
            for record in batch.records {
                let bytes = records.window.bytes.span
                for key in JSONScanner.keys(bytes, from: Int(record.start), to: Int(record.end)) {
                    if let position = positions[key.name] {
                        // The widest kind that a key has anywhere.
                        if key.kind.rawValue > keys[position].kind.rawValue { keys[position].kind = key.kind }
                    } else {
                        positions[key.name] = keys.count
                        keys.append(key)
                    }
                }
            }
        }
        return keys
    }
}
