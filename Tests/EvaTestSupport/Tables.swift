public import EvaCorpus
import Foundation

/// A table from a schema and a CSV given as texts.
public func table(schema yaml: String, csv: String) throws -> CaseTable {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/cases.csv"
    try Data(csv.utf8).write(to: URL(fileURLWithPath: path))
    return try CaseTable.read(path: path, schema: Schema(yaml: yaml)).table
}

/// A new folder that the test removes.
public func temporaryFolder() throws -> String {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("eva-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
}
