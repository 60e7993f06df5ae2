import ArgumentParser
import EvaBundle
import EvaCorpus
import EvaStore
import Foundation

/// Where a retraining's cases come from: files, and the labelled cases of a database.
struct LessonArguments: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Corpus, mostly the one that the champion learned from; may be given many times, newer ones last.",
            valueName: "file"
        ),
        completion: .file()
    )
    var cases: [String] = []

    @Option(
        help: ArgumentHelp("Database whose labelled cases are learned from, too.", valueName: "file"),
        completion: .file()
    )
    var database: String?

    @Option(
        help: ArgumentHelp("Schema of the cases; without, the champion's.", valueName: "file"),
        completion: .file()
    )
    var schema: String?

    @Option(help: ArgumentHelp("First day or moment not to use.", valueName: "date"))
    var until: CaseTime?

    func validate() throws {
        guard !cases.isEmpty || database != nil else {
            throw ValidationError("there is nothing to learn from; --database, --cases or both would be right")
        }
    }

    /// Reads all cases; of those with one identifier the database's counts, or else that of the later file.
    func read(schema: Schema, progress: ProgressBar) async throws -> Lessons {
        var lessons = Lessons(table: CaseTable(schema: schema))
        for path in cases {
            // The corpus' own arguments, so that rejected rows are told of in the same way.
            var corpus = try CorpusArguments.parse(["--", path])
            corpus.until = until
            try lessons.add(corpus.read(schema: schema, progress: progress).table, path: path, named: path)
        }
        if let database { try await export(database, schema, to: &lessons, progress) }
        return lessons
    }

    /// Exports the database's labelled cases to a folder that is removed again, and reads them.
    private func export(
        _ database: String,
        _ schema: Schema,
        to lessons: inout Lessons,
        _ progress: ProgressBar
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.path + "/eva-lessons-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700]
        )
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let exported = try await withStore {
            try await $0.export(to: folder, schema: schema, as: DatabaseArguments.actor)
        }
        for reject in exported.rejects.prefix(5) { Output.log.warning("\(reject)") }
        lessons.exported = exported
        guard exported.cases > 0 else { return }
        var corpus = try CorpusArguments.parse(["--", folder + "/cases.csv"])
        corpus.until = until
        let read = try Schema.load(path: folder + "/schema.yaml")
        try lessons.add(
            corpus.read(schema: read, progress: progress).table,
            path: folder + "/cases.csv",
            named: database
        )
    }

    /// Opens the database, and closes it when `body` is over.
    func withStore<Result>(_ body: (EvaStore) async throws -> Result) async throws -> Result {
        var arguments = DatabaseArguments()
        arguments.database = database ?? ""
        return try await arguments.withStore(.existing, body)
    }
}

/// The cases of a retraining, and where they came from.
struct Lessons {
    /// A file or a database.
    struct Source: Encodable {
        let path: String
        /// Of the file, or of what the database exported.
        let sha256: String
        let cases: Int
    }

    var table: CaseTable
    var sources: [Source] = []
    var exported: ExportResult?

    mutating func add(_ more: CaseTable, path: String, named name: String) throws {
        sources.append(Source(path: name, sha256: try FileHash.sha256(path: path), cases: more.rowCount))
        table = try table.joined(with: more)
    }
}
