package import EvaCorpus

/// Blocks of the newest cases, each of which is scored by models that know only what came before it.
///
/// All blocks but the last serve to choose; the last one judges what was chosen and is used for nothing else until
/// the final fit.
package struct ForwardPlan: Sendable, Equatable {
    /// Blocks in time order, each reaching to the next.
    package let blocks: [Range<Int>]
    /// First row that models may learn from.
    package let first: Int

    /// Blocks that choices are made on.
    package var choosing: ArraySlice<Range<Int>> { blocks.dropLast() }

    /// How far ahead a model is judged.
    package let horizon: Horizon

    /// How long a model will serve.
    package enum Horizon: Sendable, Equatable {
        /// Until it is trained anew, soon: the next block counts.
        case next
        /// Nobody knows how long: all later blocks count.
        case all
    }

    /// Rows that a model fitted before a block is judged on; the judging block stands for itself.
    package func later(_ block: Int) -> Range<Int> {
        if horizon == .next || block + 1 == blocks.count { return blocks[block] }
        return blocks[block].lowerBound..<blocks[blocks.count - 1].lowerBound
    }

    /// Number of the block that a row is in.
    package func block(of row: Int) -> Int { blocks.lastIndex { $0.lowerBound <= row } ?? 0 }

    /// All rows that are scored forward.
    package var judged: Range<Int> { (blocks.first?.lowerBound ?? first)..<(blocks.last?.upperBound ?? first) }

    /// Fewest cases before the first block and in each block.
    private static let fewest = 50

    /// Cuts the newest `share` of the rows into `count` blocks at moments where the time changes, so that no moment is
    /// on both sides of a cut; where there are too few moments, between rows.
    ///
    /// **Throws** `TrainingError` when there are too few cases.
    package init(
        times: [CaseTime],
        rows: Range<Int>,
        share: Double,
        count: Int,
        horizon: Horizon = .all
    ) throws(TrainingError) {
        let begin = rows.upperBound - Int(Double(rows.count) * share)
        let ideal = (0..<count).map { begin + (rows.upperBound - begin) * $0 / count }
        let snapped = ideal.map { Self.firstOfMoment($0, times, rows) }
        let starts = Self.isUsable(snapped, rows) ? snapped : ideal
        guard Self.isUsable(starts, rows) else {
            throw TrainingError(
                message: "\(rows.count) labelled cases are too few to learn from and to judge on later ones",
                cure: "at least \(Int(Double(count * Self.fewest) / share) + 1) are needed for this search"
            )
        }
        blocks = zip(starts, starts.dropFirst() + [rows.upperBound]).map { $0..<$1 }
        first = rows.lowerBound
        self.horizon = horizon
    }

    private static func firstOfMoment(_ row: Int, _ times: [CaseTime], _ rows: Range<Int>) -> Int {
        rows.contains(row) ? times[rows].partitionIndex { $0 < times[row] } : row
    }

    private static func isUsable(_ starts: [Int], _ rows: Range<Int>) -> Bool {
        zip([rows.lowerBound] + starts, starts + [rows.upperBound]).allSatisfy { $1 - $0 >= fewest }
    }
}
