package import EvaCorpus

/// Which of the recorded cases decide: the newest.
public struct RecentWindow: Sendable, Equatable {
    /// Days before the newest case.
    public var days = 180
    /// Fewest cases, though older.
    public var fewest = 500

    /// Creates the default window.
    public init() {}

    /// How many of the cases decide, by their times, the newest first.
    package func count(newestFirst times: some Sequence<CaseTime>) -> Int {
        var count = 0
        var newest: Int?
        for time in times {
            let first = (newest ?? time.day) - days
            guard count < fewest || time.day >= first else { break }
            newest = newest ?? time.day
            count += 1
        }
        return count
    }
}
