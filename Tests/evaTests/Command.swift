import Foundation

/// Runs the built program.
enum Command {
    struct Result {
        let code: Int32
        let output: String
        let errors: String
    }

    /// Root of the package.
    static let repository = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    /// The program, beside the tests.
    static let executable = URL(fileURLWithPath: CommandLine.arguments[0])
        .deletingLastPathComponent().appendingPathComponent("eva")

    /// `input` is what standard input holds.
    static func run(_ arguments: [String], input: String = "") throws -> Result {
        let folder = try FileManager.default.url(
            for: .itemReplacementDirectory,
            in: .userDomainMask,
            appropriateFor: FileManager.default.temporaryDirectory,
            create: true
        )
        defer { try? FileManager.default.removeItem(at: folder) }
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        // Files instead of pipes: a pipe that nobody empties would stop a program that writes much.
        let files = try ["out", "err", "in"]
            .map { name in
                let url = folder.appendingPathComponent(name)
                try Data((name == "in" ? input : "").utf8).write(to: url)
                return url
            }
        process.standardOutput = try FileHandle(forWritingTo: files[0])
        process.standardError = try FileHandle(forWritingTo: files[1])
        process.standardInput = try FileHandle(forReadingFrom: files[2])
        try process.run()
        process.waitUntilExit()
        return Result(
            code: process.terminationStatus,
            output: String(decoding: try Data(contentsOf: files[0]), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: files[1]), as: UTF8.self)
        )
    }
}
