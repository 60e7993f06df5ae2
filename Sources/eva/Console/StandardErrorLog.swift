import Foundation
import Logging

extension Output {
    /// What happens beside the results, on standard error: warnings always, the stages of the work with `EVA_LOG=info`.
    static let log = Logger(label: "eva") { _ in StandardErrorLog() }
}

/// A line a message, as `warning: 3 of 100 rows rejected`.
private struct StandardErrorLog: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel = ProcessInfo.processInfo.environment["EVA_LOG"].flatMap { Logger.Level(rawValue: $0) } ?? .warning

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        Output.note("\(event.level): \(event.message)")
    }
}
