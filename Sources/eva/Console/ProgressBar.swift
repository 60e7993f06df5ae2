import Foundation

/// A bar on standard error while work takes longer than a second and somebody watches; nothing when piped.
final class ProgressBar {
    private let start = ContinuousClock.now
    private var drawn = ContinuousClock.now
    private var isVisible = false
    private let isTerminal: Bool
    private static let width = 28

    init() {
        isTerminal = isatty(2) == 1
    }

    /// Shows that `done` of `total` steps are over, and what is being done.
    func update(done: Int, total: Int, stage: String) {
        let now = ContinuousClock.now
        guard isTerminal, now - start > .seconds(1), !isVisible || now - drawn > .milliseconds(80) else { return }
        drawn = now
        isVisible = true
        let share = total > 0 ? min(1, Double(done) / Double(total)) : 0
        let filled = Int(share * Double(Self.width))
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: Self.width - filled)
        write("\r\u{1B}[2K\(bar) \(Int(share * 100)) %  \(stage)")
    }

    /// Removes the bar.
    func finish() {
        if isVisible { write("\r\u{1B}[2K") }
        isVisible = false
    }

    private func write(_ text: String) {
        FileHandle.standardError.write(Data(text.utf8))
    }
}
