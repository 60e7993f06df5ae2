import Foundation

extension AfterSalesSimulation {
    /// Writes DIR/cases.csv, DIR/schema.yaml and DIR/standards.yaml and makes the folder when it is not there.
    ///
    /// `progress` is told how many cases are written, and may throw to cancel.
    public func write(to folder: String, progress: (Int) throws -> Void = { _ in }) throws {
        let url = URL(fileURLWithPath: folder, isDirectory: true)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        try Data(AfterSalesSchema.yaml.utf8).write(to: url.appendingPathComponent("schema.yaml"))
        try Data(AfterSalesStandards.yaml.utf8).write(to: url.appendingPathComponent("standards.yaml"))
        let path = url.appendingPathComponent("cases.csv").path
        try Data(CaseRow.header.utf8).write(to: URL(fileURLWithPath: path))
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        defer { try? file.close() }
        try file.seekToEnd()
        var written = 0
        try forEachBlock { block in
            var rows: [UInt8] = []
            for decided in block {
                written += 1
                rows += CaseRow.written(decided, number: written).utf8
            }
            try file.write(contentsOf: rows)
            try progress(written)
        }
    }
}
