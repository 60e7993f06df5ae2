import ArgumentParser
import EvaBundle
import EvaCorpus
import EvaDecisions
import EvaStandards
import EvaTraining

struct Standards: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Checks the written standards, tries changes to them on decided cases, and puts them in force.",
        subcommands: [Check.self, Test.self, Publish.self, Export.self]
    )

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Looks for clauses that can never apply, overlap, contradict each other or history.",
            discussion: """
                With cases, it also counts: which clauses apply, how often two contradict each other, and whether their \
                cases were decided as they say.

                Ends with 1 when it finds an error, with 0 when there are warnings and notes only.

                Example:
                  eva standards check data/after-sales/standards.yaml --schema data/after-sales/schema.yaml \
                data/after-sales/sample.csv
                """
        )

        @Argument(help: "Catalogue of standards.", completion: .file())
        var catalogue: String

        @Option(help: ArgumentHelp("Schema of the corpus.", valueName: "file"), completion: .file())
        var schema: String

        @Argument(help: "Corpus: .csv, .csv.gz, .jsonl or .jsonl.gz.", completion: .file())
        var cases: String?

        @Flag(help: "Write the result as JSON.")
        var json = false

        func run() throws {
            let schema = try Schema.load(path: schema)
            let catalogue = try StandardCatalogue.load(path: catalogue, schema: schema)
            let progress = ProgressBar()
            let table = try cases.map { try read($0, schema: schema, progress: progress) }
            let check = try CatalogueCheck.run(catalogue, schema: schema, table: table) {
                progress.update(done: $0, total: $1, stage: "matching clauses")
            }
            progress.finish()
            if json { try Output.json(check) } else { Output.write(CatalogueCheckView(check).text) }
            if check.has(.error) { throw ExitCode(1) }
        }

        private func read(_ path: String, schema: Schema, progress: ProgressBar) throws -> CaseTable {
            var options = ReadOptions()
            options.progress = { progress.update(done: $0, total: $1, stage: "reading \(path)") }
            let result = try CaseTable.read(path: path, schema: schema, options: options)
            CorpusArguments.tell(about: result.rejects, of: path)
            return result.table
        }
    }

    struct Test: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Replays cases through a changed catalogue and lists every one that is answered otherwise.",
            discussion: """
                With --model, the model and the clauses answer; without, the clauses alone: pay, deny or none.

                Example:
                  eva standards test data/after-sales/sample.csv --schema data/after-sales/schema.yaml \
                --standards data/after-sales/standards.yaml --against changed.yaml
                """
        )

        @OptionGroup var corpus: CorpusArguments
        @OptionGroup var threads: ThreadArguments

        @Option(help: ArgumentHelp("Schema of the corpus.", valueName: "file"), completion: .file())
        var schema: String

        @Option(help: ArgumentHelp("Catalogue as it is.", valueName: "file"), completion: .file())
        var standards: String

        @Option(help: ArgumentHelp("Catalogue as it would be.", valueName: "file"), completion: .file())
        var against: String

        @Option(help: ArgumentHelp("Bundle, or model folder with a champion.", valueName: "path"))
        var model: String?

        @Flag(help: "Write the result as JSON.")
        var json = false

        func run() throws {
            let schema = try Schema.load(path: schema)
            let old = try StandardCatalogue.load(path: standards, schema: schema)
            let new = try StandardCatalogue.load(path: against, schema: schema)
            let advisor = try model.map { try load($0, schema: schema) }
            let progress = ProgressBar()
            let table = try corpus.read(schema: schema, progress: progress).table
            let result = try CatalogueTrial(old: old, new: new, advisor: advisor, pool: threads.pool)
                .run(table) { progress.update(done: $0, total: $1, stage: "replaying") }
            progress.finish()
            if json { try Output.json(result) } else { Output.write(CatalogueTrialView(result).text) }
        }

        private func load(_ path: String, schema: Schema) throws -> Advisor {
            let loaded = try ModelBundle.load(path)
            guard loaded.bundle.schema == schema else {
                throw ValidationError(
                    "--model \(path) was trained with another schema than \(self.schema); pass the schema it was trained with"
                )
            }
            return try Advisor(loaded)
        }
    }
}
