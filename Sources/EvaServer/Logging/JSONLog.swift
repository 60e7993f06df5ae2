import EvaCorpus
import Foundation
public import Logging

/// Writes a JSON object a line to standard error: `time`, `level`, `message`, and what belongs to it.
public struct JSONLog: LogHandler {
    /// What belongs to all messages.
    public var metadata: Logger.Metadata = [:]
    /// The least level that is written.
    public var logLevel: Logger.Level

    private static let time = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    private let write: @Sendable ([UInt8]) -> Void

    /// Logs to standard error.
    public init(level: Logger.Level) {
        self.init(level: level) { bytes in
            // One call a line: lines of several threads do not mix. A log that cannot be written stops nothing.
            try? FileHandle.standardError.write(contentsOf: Data(bytes))
        }
    }

    package init(level: Logger.Level, write: @escaping @Sendable ([UInt8]) -> Void) {
        logLevel = level
        self.write = write
    }

    /// A value that belongs to all messages.
    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    /// Writes a line.
    public func log(event: LogEvent) {
        var pairs: [(key: String, value: JSONText)] = [
            ("time", .string(Date.now.formatted(Self.time))),
            ("level", .string(event.level.rawValue)), ("message", .string("\(event.message)")),
        ]
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        for (key, value) in all.sorted(by: { $0.key < $1.key }) { pairs.append((key, .string("\(value)"))) }
        write(JSONText.object(pairs).bytes + [10])
    }
}
