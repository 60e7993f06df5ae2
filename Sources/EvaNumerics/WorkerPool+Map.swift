import Synchronization

extension WorkerPool {
    /// What `body` gives for every task in `0..<taskCount`, in the order of the tasks.
    package func map<Result: Sendable>(_ taskCount: Int, _ body: @Sendable (_ task: Int) -> Result) -> [Result] {
        let results = Mutex([Result?](repeating: nil, count: max(0, taskCount)))
        run(taskCount) { task in
            let result = body(task)
            results.withLock { $0[task] = result }
        }
        return results.withLock { $0.compactMap(\.self) }
    }
}
