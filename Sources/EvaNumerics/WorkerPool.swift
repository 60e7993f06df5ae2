/// Threads that share the numbered tasks of a piece of work.
///
/// Idle threads spin for some microseconds, then yield, then sleep; where the machine's cores are busy with other work
/// the pool notices that it waits for its threads, and works without them for a while.
///
/// **Determinism**: which thread runs a task is open, so a task must write only what belongs to its number.
///
/// **Nesting**: a `run` inside of a task, or from a second thread while the pool is at work, runs its tasks one after
/// the other on the calling thread.
public final class WorkerPool: Sendable {
    /// Number of threads that work, the caller's included; at least 1.
    public let threads: Int
    private let crew: WorkerCrew?

    /// Creates a pool of that many threads; fewer than 1 counts as 1, more than 1,024 as 1,024.
    public init(threads: Int) {
        self.threads = min(max(1, threads), 1_024)
        crew = self.threads > 1 ? WorkerCrew(helpers: self.threads - 1) : nil
    }

    deinit {
        crew?.stop()
    }

    /// Runs `body` for every task in `0..<taskCount` and returns when all are done.
    public func run(_ taskCount: Int, _ body: @Sendable (_ task: Int) -> Void) {
        guard taskCount > 1, let crew, crew.run(taskCount, body) else {
            for task in 0..<max(0, taskCount) { body(task) }
            return
        }
    }
}
