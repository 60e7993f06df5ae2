import Foundation

/// Standard output and standard error of the commands.
enum Output {
    /// Writes a line for people or programs.
    static func line(_ text: String = "") {
        write(text + "\n")
    }

    /// Writes text as it is.
    static func write(_ text: String) {
        FileHandle.standardOutput.write(Data(text.utf8))
    }

    /// Writes a remark that is no result.
    static func note(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }

    /// Writes a value as JSON with sorted keys; `pretty` over several lines.
    ///
    /// `snakeCase` is for types whose keys are Swift names, never for those with field names as keys: these stay as the
    /// corpus has them.
    static func json(_ value: some Encodable, pretty: Bool = true, snakeCase: Bool = false) throws {
        line(try jsonText(value, pretty: pretty, snakeCase: snakeCase))
    }

    /// A value as JSON with sorted keys.
    static func jsonText(_ value: some Encodable, pretty: Bool, snakeCase: Bool = false) throws -> String {
        let encoder = JSONEncoder()
        if snakeCase { encoder.keyEncodingStrategy = .convertToSnakeCase }
        encoder.outputFormatting =
            pretty ? [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes] : [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// Writes a file as a whole or not at all, or says which file could not be written.
    static func file(_ path: String, _ text: String) throws {
        do {
            // What is no plain file, such as a pipe, must not be replaced by one.
            let type = try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
            let isReplaceable = type == nil || type == .typeRegular
            try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: isReplaceable ? .atomic : [])
        } catch {
            throw unwritable(path)
        }
    }

    /// Says which file could not be written before the work for it begins.
    static func checkWritable(_ path: String) throws {
        let files = FileManager.default
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        var isFolder: ObjCBool = false
        let target = files.fileExists(atPath: path, isDirectory: &isFolder) ? path : folder
        guard !isFolder.boolValue, files.isWritableFile(atPath: target) else { throw unwritable(path) }
    }

    private static func unwritable(_ path: String) -> Failure {
        Failure("\(path): cannot be written", cure: "check that the folder exists and may be written to")
    }
}

/// Work that failed for a reason that is not the input's.
struct Failure: Error, CustomStringConvertible {
    let message: String
    let cure: String

    init(_ message: String, cure: String) {
        self.message = message
        self.cure = cure
    }

    var description: String { "\(message); \(cure)" }
}
