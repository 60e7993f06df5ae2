import EvaCorpus
import EvaSimulation
import EvaStandards
import Foundation

/// A simulated corpus in a folder that is removed afterwards.
func withSimulation<Result>(
    cases: Int,
    seed: UInt64,
    _ body: (_ folder: URL, _ summary: SimulationSummary) throws -> Result
) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("eva-simulation-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let summary = try AfterSalesSimulation(cases: cases, seed: seed).write(to: folder.path)
    return try body(folder, summary)
}

func table(in folder: URL) throws -> CaseTable {
    let schema = try Schema.load(path: folder.appendingPathComponent("schema.yaml").path)
    var options = ReadOptions()
    options.maxRejectShare = 0
    return try CaseTable.read(path: folder.appendingPathComponent("cases.csv").path, schema: schema, options: options)
        .table
}

/// The committed data/after-sales.
let committedData = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent()
    .deletingLastPathComponent()
    .deletingLastPathComponent()
    .appendingPathComponent("data/after-sales")
