import ArgumentParser

/// The command line of Eva.
struct Eva: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eva",
        abstract: "Learns from decided compensation claims and suggests pay, deny or review for new ones.",
        discussion: """
            A first session:

              eva simulate --cases 120000 --seed 1 --out build/after-sales
              eva train build/after-sales/cases.csv --schema build/after-sales/schema.yaml --model models/mine
              eva score --model models/mine data/after-sales/new-claim.json
            """,
        version: evaVersion,
        subcommands: [
            Train.self, Score.self, Evaluate.self, Backtest.self, Retrain.self, Check.self, SchemaCommand.self,
            Simulate.self,
            Models.self, Standards.self, Cases.self, Users.self, Audit.self, ExportCommand.self, Purge.self,
            Backup.self, Restore.self, Doctor.self, Serve.self,
        ]
    )
}
