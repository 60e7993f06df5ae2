import EvaCorpus
import EvaTestSupport
import Foundation
import Testing

/// Root of the package, for files that are committed with it.
let packageRoot = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path()

/// A folder of its own, removed at the end.
func withTemporaryFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = NSTemporaryDirectory() + "eva-corpus-\(UUID().uuidString)/"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try body(folder)
}

/// Reads `content` as a file called `name`, in `folder` or in one of its own.
func read(
    _ content: some Sequence<UInt8>,
    name: String = "cases.csv",
    schema: Schema,
    options: ReadOptions = ReadOptions(),
    in folder: String? = nil
) throws -> ReadResult {
    guard let folder else {
        return try withTemporaryFolder { folder in
            try read(content, name: name, schema: schema, options: options, in: folder)
        }
    }
    try Data(content).write(to: URL(filePath: folder + name))
    return try CaseTable.read(path: folder + name, schema: schema, options: options)
}

func read(_ content: String, name: String = "cases.csv", schema: Schema, options: ReadOptions = ReadOptions()) throws
    -> ReadResult
{
    try read(content.utf8, name: name, schema: schema, options: options)
}

/// Options that let any number of rows be bad.
var lenient: ReadOptions {
    var options = ReadOptions()
    options.maxRejectShare = 1
    return options
}
