import Foundation

/// Decides when a pool had better work without its helpers.
///
/// A helper that the system has taken off its core keeps the whole job waiting for a time slice. When waiting takes
/// longer than the work did, the pool works alone for a while, twice as long each time that it happens again. A wait far
/// beyond a time slice means tasks of unequal size, which is no reason to work alone.
struct WorkerPatience {
    private var aloneUntil: UInt64 = 0
    private var penalty: UInt64 = 0

    private static let shortestPenalty: UInt64 = 4_000_000
    private static let longestPenalty: UInt64 = 256_000_000
    private static let suspectWait: ClosedRange<UInt64> = 300_000...30_000_000

    /// Nanoseconds of a clock that never goes back.
    static func now() -> UInt64 {
        DispatchTime.now().uptimeNanoseconds
    }

    func allowsHelp(at time: UInt64) -> Bool {
        time >= aloneUntil
    }

    /// Notes a job that began at `start`, had no open task left at `alone` and was done at `end`.
    mutating func note(start: UInt64, alone: UInt64, end: UInt64) {
        let waited = end - alone
        if WorkerPatience.suspectWait.contains(waited), waited > alone - start {
            penalty = min(max(WorkerPatience.shortestPenalty, penalty * 2), WorkerPatience.longestPenalty)
            aloneUntil = end + penalty
        } else if penalty > 0 {
            penalty -= max(1, penalty / 64)
        }
    }
}
