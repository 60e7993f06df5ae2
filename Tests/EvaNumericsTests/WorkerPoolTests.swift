import EvaNumerics
import EvaTestSupport
import Foundation
import Synchronization
import Testing

@Suite struct WorkerPoolTests {
    @Test("Every task runs once, for any number of threads and tasks", arguments: [1, 2, 5], [0, 1, 2, 7, 1_000])
    func once(threads: Int, tasks: Int) {
        let pool = WorkerPool(threads: threads)
        let sums = Mutex([Int](repeating: 0, count: tasks))
        for _ in 0..<3 {
            pool.run(tasks) { task in sums.withLock { $0[task] += 1 } }
        }
        #expect(sums.withLock { $0 } == [Int](repeating: 3, count: tasks))
    }

    @Test("Fewer than one thread counts as one")
    func atLeastOne() {
        #expect(WorkerPool(threads: 0).threads == 1)
        #expect(WorkerPool(threads: -3).threads == 1)
    }

    @Test("A run inside of a task, and runs from several threads, end")
    func nested() {
        let pool = WorkerPool(threads: 3)
        let count = Atomic(0)
        pool.run(10) { _ in
            pool.run(10) { _ in
                pool.run(2) { _ in count.add(1, ordering: .relaxed) }
            }
        }
        #expect(count.load(ordering: .relaxed) == 200)
        DispatchQueue.concurrentPerform(iterations: 8) { _ in
            for _ in 0..<50 { pool.run(4) { _ in count.add(1, ordering: .relaxed) } }
        }
        #expect(count.load(ordering: .relaxed) == 1_800)
    }

    @Test("Work goes on after the threads have gone to sleep")
    func sleep() {
        let pool = WorkerPool(threads: 2)
        let count = Atomic(0)
        for _ in 0..<3 {
            pool.run(8) { _ in count.add(1, ordering: .relaxed) }
            Thread.sleep(forTimeInterval: 0.05)
        }
        #expect(count.load(ordering: .relaxed) == 24)
    }

    @Test("Threads end with their pool", .enabled(if: FileManager.default.fileExists(atPath: "/proc/self/task")))
    func threadsEnd() throws {
        // Other tests start and end threads meanwhile, though not so many.
        func threads() throws -> Int { try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").count }
        let before = try threads()
        do {
            let pool = WorkerPool(threads: 201)
            pool.run(64) { _ in }
            #expect(pool.threads == 201)
            #expect(try threads() > before + 100)
        }
        for _ in 0..<500 where try threads() > before + 100 { Thread.sleep(forTimeInterval: 0.01) }
        #expect(try threads() <= before + 100)
    }

    @Test("On a busy machine the pool is at most 1.3 times as slow as one thread", .slow)
    func busyMachine() {
        let cores = ProcessInfo.processInfo.activeProcessorCount
        let isOver = Mutex(false)
        for _ in 0..<cores {
            Thread.detachNewThread {
                let end = DispatchTime.now().uptimeNanoseconds + 20_000_000_000
                while DispatchTime.now().uptimeNanoseconds < end, !isOver.withLock({ $0 }) {
                    for _ in 0..<10_000 { _ = DispatchTime.now() }
                }
            }
        }
        defer { isOver.withLock { $0 = true } }
        let pools = [WorkerPool(threads: 1), WorkerPool(threads: cores)]
        var times: [[Double]] = [[], []]
        for _ in 0..<7 {
            for which in 0..<2 { times[which].append(seconds(of: pools[which])) }
        }
        let medians = times.map { $0.sorted()[3] }
        print("busy machine: serial \(medians[0]) s, pool \(medians[1]) s")
        #expect(medians[1] <= 1.3 * medians[0])
    }

    /// Time of 3,000 jobs of about 60 µs, as the splits of a tree are.
    private func seconds(of pool: WorkerPool) -> Double {
        let sums = Mutex(0.0)
        let start = DispatchTime.now().uptimeNanoseconds
        for _ in 0..<3_000 {
            pool.run(2) { task in
                var sum = Double(task)
                for index in 0..<15_000 { sum = sum * 0.999_9 + Double(index) }
                if sum < 0 { sums.withLock { $0 += sum } }
            }
        }
        return Double(DispatchTime.now().uptimeNanoseconds - start) * 1e-9
    }
}
