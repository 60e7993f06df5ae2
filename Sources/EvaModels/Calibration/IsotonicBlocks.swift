/// A run of neighbouring scores that isotonic regression gives one value.
package struct IsotonicBlock: Sendable, Equatable {
    /// Lowest score of the block.
    package var lowest: Double
    /// Highest score of the block.
    package var highest: Double
    /// Weighted mean score.
    package var centre: Double
    /// Sum of weights.
    package var weight: Double
    /// Weighted mean label.
    package var value: Double
}

/// Isotonic regression.
package enum IsotonicRegression {
    /// Blocks of the non-decreasing step function with the least weighted squared error; equal scores share a block.
    ///
    /// **Shapes**: one target and one weight a score.
    ///
    /// **Complexity**: n·log n for the order, then n.
    ///
    /// **Source**: pool adjacent violators; Barlow, Bartholomew, Bremner & Brunk (1972).
    package static func blocks(scores: [Double], targets: [Double], weights: [Double]) -> [IsotonicBlock] {
        precondition(scores.count == targets.count && scores.count == weights.count, "counts differ")
        let order = scores.indices.filter { weights[$0] > 0 }.sorted { (scores[$0], $0) < (scores[$1], $1) }
        var ties: [IsotonicBlock] = []
        for row in order {
            let (score, weight) = (scores[row], weights[row])
            if let last = ties.last, last.lowest == score {
                let sum = last.weight + weight
                ties[ties.count - 1].value += (targets[row] - last.value) * weight / sum
                ties[ties.count - 1].weight = sum
            } else {
                ties.append(
                    IsotonicBlock(lowest: score, highest: score, centre: score, weight: weight, value: targets[row])
                )
            }
        }
        return pooled(ties)
    }

    /// Pools neighbours until values rise.
    static func pooled(_ blocks: [IsotonicBlock]) -> [IsotonicBlock] {
        var stack: [IsotonicBlock] = []
        for block in blocks {
            var top = block
            while let below = stack.last, below.value >= top.value {
                let weight = below.weight + top.weight
                let centre = below.centre + (top.centre - below.centre) * (top.weight / weight)
                top = IsotonicBlock(
                    lowest: below.lowest,
                    highest: top.highest,
                    centre: min(max(centre, below.lowest), top.highest),
                    weight: weight,
                    value: below.value + (top.value - below.value) * (top.weight / weight)
                )
                stack.removeLast()
            }
            stack.append(top)
        }
        return stack
    }
}
