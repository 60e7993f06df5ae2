import Foundation

extension AfterSalesSimulation {
    /// Writes DIR/cases.csv, DIR/schema.yaml and DIR/standards.yaml and makes the folder when it is not there.
    ///
    /// `progress` is told how many cases are written, and may throw to cancel.
    @discardableResult
    public func write(
        to folder: String,
        progress: (Int) throws -> Void = { _ in }
    ) throws -> SimulationSummary {
        let url = URL(fileURLWithPath: folder, isDirectory: true)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        try Data(AfterSalesSchema.yaml.utf8).write(to: url.appendingPathComponent("schema.yaml"))
        try Data(AfterSalesStandards.yaml.utf8).write(to: url.appendingPathComponent("standards.yaml"))
        let path = url.appendingPathComponent("cases.csv")
        try Data(CaseRow.header.utf8).write(to: path)
        let file = try FileHandle(forWritingTo: path)
        defer { try? file.close() }
        try file.seekToEnd()
        var outcomes: [SimulationSummary.Outcome] = []
        try forEachBlock { block in
            var rows: [UInt8] = []
            for decided in block {
                let truth = Double(decided.truth) / 1e6
                outcomes.append(.init(truth: truth, pays: decided.pays, first: decided.paysFirst))
                rows += CaseRow.written(decided, number: outcomes.count).utf8
            }
            try file.write(contentsOf: rows)
            try progress(outcomes.count)
        }
        return SimulationSummary(outcomes)
    }
}
