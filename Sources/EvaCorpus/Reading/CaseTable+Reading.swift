extension CaseTable {
    /// Reads a corpus; the name's end says how: `.csv`, `.jsonl`, `.ndjson`, each also with `.gz`.
    ///
    /// **Missing and edge values** An empty cell is missing. Quoted and empty (`""`) it is the empty text of a `text`
    /// and the empty set of a `set`, and missing for all other types; a separator alone is the empty set, too. Blanks
    /// around a value do not count, except in a text. Bad rows are counted and kept out (see `ReadResult.rejects`).
    ///
    /// **Throws** a `CorpusError` when the file cannot be read, lacks a required column, has a column that the schema
    /// does not name, or has more bad rows than `options` allow; and what `options.progress` throws.
    public static func read(
        path: String,
        schema: Schema,
        options: ReadOptions = ReadOptions()
    ) throws -> ReadResult {
        try schema.validate()
        let format = try CorpusFormat(path: path)
        var reader = try CaseReader(path: path, schema: schema, options: options)
        switch format {
        case .csv: return try reader.readCSV()
        case .jsonLines: return try reader.readJSONLines()
        }
    }
}

/// Formats of a corpus file.
enum CorpusFormat {
    case csv
    case jsonLines

    init(path: String) throws(CorpusError) {
        var name = path.lowercased()
        if name.hasSuffix(".gz") { name.removeLast(3) }
        if name.hasSuffix(".csv") {
            self = .csv
        } else if name.hasSuffix(".jsonl") || name.hasSuffix(".ndjson") {
            self = .jsonLines
        } else {
            throw CorpusError(
                .file,
                "the name does not say the format",
                at: Place(file: path),
                cure: "let it end in .csv, .jsonl or .ndjson, optionally followed by .gz"
            )
        }
    }
}
