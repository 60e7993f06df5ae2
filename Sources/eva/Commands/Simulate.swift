import ArgumentParser
import EvaSimulation

struct Simulate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes the simulated corpus of after-sales claims, with its schema and standards.",
        discussion: """
            No public corpus of e-commerce compensation exists; every figure from this one is called simulated.

            Example:
              eva simulate --cases 120000 --seed 1 --out build/after-sales
            """
    )

    @Option(help: "Number of cases over 24 months.")
    var cases = AfterSalesSimulation.defaultCases

    @Option(help: "Seed; the same seed gives the same bytes.")
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("Folder to write cases.csv, schema.yaml and standards.yaml to.", valueName: "folder"))
    var out: String

    @Flag(help: "Write the result as JSON.")
    var json = false

    func validate() throws {
        guard (1...10_000_000).contains(cases) else {
            throw ValidationError("--cases is \(cases); 1 to 10000000 would be right")
        }
    }

    func run() throws {
        let progress = ProgressBar()
        try AfterSalesSimulation(cases: cases, seed: seed)
            .write(to: out) {
                progress.update(done: $0, total: cases, stage: "simulating cases")
            }
        progress.finish()
        let files = ["cases.csv", "schema.yaml", "standards.yaml"].map { "\(out)/\($0)" }
        if json {
            try Output.json(Result(cases: cases, seed: seed, files: files, simulated: true))
        } else {
            Output.line("\(cases) simulated cases of seed \(seed): \(files.joined(separator: ", "))")
        }
    }

    private struct Result: Encodable {
        let cases: Int
        let seed: UInt64
        let files: [String]
        let simulated: Bool
    }
}
