import ArgumentParser
import EvaCorpus

struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Writes a first schema of a corpus, for a person to read and correct.",
        subcommands: [Infer.self]
    )

    struct Infer: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Guesses roles and types from names and values; columns that look like outcomes are set apart.",
            discussion: """
                Example:
                  eva schema infer claims.csv > schema.yaml
                """
        )

        @Argument(help: "Corpus: .csv, .csv.gz, .jsonl or .jsonl.gz.", completion: .file())
        var cases: String

        @Flag(help: "Write the schema as a JSON string.")
        var json = false

        func run() throws {
            let yaml = try SchemaInference.infer(path: cases)
            if json { try Output.json(["schema": yaml]) } else { Output.write(yaml) }
        }
    }
}
