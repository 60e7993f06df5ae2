import Foundation
import Synchronization

/// A bar on standard error while work takes longer than a second and somebody watches; nothing when piped.
final class ProgressBar: Sendable {
    private let start = ContinuousClock.now
    private let lastDrawn = Mutex<ContinuousClock.Instant?>(nil)
    private let lastStage = Mutex("")
    private let isTerminal = isatty(2) == 1
    private static let width = 28

    /// Shows that `done` of `total` steps are over, and what is being done.
    func update(done: Int, total: Int, stage: String) {
        let isNew = lastStage.withLock { last in
            defer { last = stage }
            return last != stage
        }
        if isNew { Output.log.info("\(stage)") }
        let now = ContinuousClock.now
        guard isTerminal, now - start > .seconds(1) else { return }
        lastDrawn.withLock { drawn in
            if let last = drawn, now - last < .milliseconds(80) { return }
            drawn = now
            let share = total > 0 ? min(1, Double(done) / Double(total)) : 0
            let filled = Int(share * Double(Self.width))
            let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: Self.width - filled)
            write("\r\u{1B}[2K\(bar) \(Int(share * 100)) %  \(stage)")
        }
    }

    /// Removes the bar.
    func finish() {
        lastDrawn.withLock { drawn in
            if drawn != nil { write("\r\u{1B}[2K") }
            drawn = nil
        }
    }

    private func write(_ text: String) {
        FileHandle.standardError.write(Data(text.utf8))
    }
}
