import ArgumentParser
import EvaCorpus
import EvaStore

struct Cases: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Brings cases into the database of an installation.",
        discussion: """
            Example:
              eva cases import open.csv --model models/after-sales --database eva.sqlite
            """,
        subcommands: [Import.self]
    )

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes in the cases of a file as open ones; labels are passed over, cases that are there stay.",
            discussion: """
                Example:
                  eva cases import open.csv --model models/after-sales --segment category --agent anna
                """
        )

        @OptionGroup var corpus: CorpusArguments

        @OptionGroup var schema: SchemaArguments

        @Option(help: "Field whose value is the case's segment.")
        var segment: String?

        @Option(help: "User whose cases they are; without, they are for whoever takes them.")
        var agent: String?

        @OptionGroup var database: DatabaseArguments

        /// Cases of one transaction.
        private static let atOnce = 500

        func run() async throws {
            let schema = try schema.load()
            let segmentField = try segment.map { name in
                guard let index = schema.fieldIndex(name) else {
                    throw ValidationError("--segment \(name) is no field of the schema")
                }
                return index
            }
            let progress = ProgressBar()
            let table = try corpus.read(schema: schema, progress: progress, requireLabels: false).table
            let imported = try await database.withStore(.create) { store in
                var imported = 0
                for start in stride(from: 0, to: table.rowCount, by: Self.atOnce) {
                    let rows = start..<min(start + Self.atOnce, table.rowCount)
                    imported += try await add(table, rows, segmentField, to: store)
                    progress.update(done: rows.upperBound, total: table.rowCount, stage: "taking in cases")
                }
                return imported
            }
            progress.finish()
            let present = table.rowCount - imported
            if database.json { return try Output.json(["imported": imported, "present": present]) }
            Output.line("\(imported) cases taken in; \(present) were there already")
        }

        private func add(
            _ table: CaseTable,
            _ rows: Range<Int>,
            _ segmentField: Int?,
            to store: EvaStore
        ) async throws -> Int {
            let cases = rows.map { row in
                NewCase(
                    id: table.ids.text(of: row),
                    fields: CaseJSONWriter.json(table, row: row),
                    amount: table.amounts.isEmpty || table.amounts[row].isNaN ? nil : table.amounts[row],
                    segment: segmentField.flatMap { table.displayValue(field: $0, row: row) }
                )
            }
            return try await store.write(as: DatabaseArguments.actor) { [agent] transaction in
                let owner = try agent.map { try transaction.reader.user(named: $0).id }
                var added = 0
                for var new in cases {
                    if let id = new.id, try transaction.reader.hasCase(id) { continue }
                    new.agent = owner
                    _ = try transaction.receive(new)
                    added += 1
                }
                return added
            }
        }
    }
}
