import EvaNumerics
import Synchronization

extension Range<Int> {
    /// What `body` gives for each number, in order, by all threads of a pool; `memory` is what a thread's calls share.
    func mapped<Value: Sendable, Memory>(
        by pool: WorkerPool,
        memory: @Sendable () -> Memory,
        _ body: @Sendable (_ number: Int, _ memory: inout Memory) throws -> Value
    ) throws -> [Value] {
        let chunk = 64
        let results = Mutex([Int: Result<[Value], any Error>]())
        pool.run((count + chunk - 1) / chunk) { task in
            let start = lowerBound + task * chunk
            let result = Result {
                var memory = memory()
                return try (start..<Swift.min(start + chunk, upperBound)).map { try body($0, &memory) }
            }
            results.withLock { $0[task] = result }
        }
        return try results.withLock { results in
            try (0..<results.count).flatMap { try results[$0]?.get() ?? [] }
        }
    }
}
