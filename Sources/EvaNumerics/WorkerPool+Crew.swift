import Foundation
import Synchronization

/// The helping threads of a pool and what they share.
///
/// `@unchecked Sendable`: `job` is written only by the holder of `isBusy` while no task is open, and read only by a
/// thread that holds a claimed task, which the holder waits for.
final class WorkerCrew: @unchecked Sendable {
    private struct Job {
        let count: Int
        let body: @Sendable (Int) -> Void
    }

    private let isBusy = Atomic(false)
    private let isStopping = Atomic(false)
    /// Tasks of the job that nobody has claimed.
    private let open = Atomic(0)
    private let finished = Atomic(0)
    private let sleepers = Atomic(0)
    private let wake = NSCondition()
    private var job: Job?
    private var patience = WorkerPatience()

    init(helpers: Int) {
        for number in 1...helpers {
            let thread = Thread { [self] in help() }
            thread.name = "worker \(number)"
            thread.start()
        }
    }

    /// Runs a job; false, without having run anything, when the pool is at work or had better work alone.
    func run(_ count: Int, _ body: @Sendable (Int) -> Void) -> Bool {
        guard isBusy.compareExchange(expected: false, desired: true, ordering: .acquiring).exchanged else {
            return false
        }
        defer { isBusy.store(false, ordering: .releasing) }
        let start = WorkerPatience.now()
        guard patience.allowsHelp(at: start) else { return false }
        withoutActuallyEscaping(body) { body in
            job = Job(count: count, body: body)
            finished.store(0, ordering: .relaxed)
            open.store(count, ordering: .sequentiallyConsistent)
            if sleepers.load(ordering: .sequentiallyConsistent) > 0 {
                wake.lock()
                wake.broadcast()
                wake.unlock()
            }
            while workOnce() {}
            let alone = WorkerPatience.now()
            var spins = 0
            while finished.load(ordering: .acquiring) < count {
                spins &+= 1
                pause(spins)
            }
            patience.note(start: start, alone: alone, end: spins == 0 ? alone : WorkerPatience.now())
            job = nil
        }
        return true
    }

    func stop() {
        isStopping.store(true, ordering: .sequentiallyConsistent)
        wake.lock()
        wake.broadcast()
        wake.unlock()
    }

    private func help() {
        var idle = 0
        while !isStopping.load(ordering: .relaxed) {
            if workOnce() {
                idle = 0
            } else if idle < WorkerCrew.idleBeforeSleep {
                idle += 1
                pause(idle)
            } else {
                sleep()
                idle = 0
            }
        }
    }

    /// Claims a task and runs it; false when none is open.
    private func workOnce() -> Bool {
        var seen = open.load(ordering: .relaxed)
        while seen > 0 {
            let (exchanged, original) = open.weakCompareExchange(
                expected: seen,
                desired: seen - 1,
                ordering: .acquiringAndReleasing
            )
            if exchanged {
                perform(claim: seen)
                finished.add(1, ordering: .releasing)
                return true
            }
            seen = original
        }
        return false
    }

    /// Apart from `workOnce`, so that no reference to the job outlives the count of finished tasks.
    @inline(never)
    private func perform(claim: Int) {
        guard let job else { return }
        job.body(job.count - claim)
    }

    private func sleep() {
        wake.lock()
        sleepers.add(1, ordering: .sequentiallyConsistent)
        while open.load(ordering: .sequentiallyConsistent) == 0, !isStopping.load(ordering: .sequentiallyConsistent) {
            wake.wait()
        }
        sleepers.subtract(1, ordering: .sequentiallyConsistent)
        wake.unlock()
    }

    private static let spinsBeforeYield = 2_000
    private static let idleBeforeSleep = 4_000

    private func pause(_ round: Int) {
        if round > WorkerCrew.spinsBeforeYield { sched_yield() }
    }
}
