/// The best split of a leaf that was found.
struct SplitCandidate {
    /// Loss that the split saves, above `minGainToSplit`; -∞ when there is no split.
    var gain = -Double.infinity
    var feature = -1
    /// Last bin on the left of a numeric split.
    var bin = 0
    var missingGoesLeft = false
    /// Whether missing values of the leaf had a say in their direction.
    var hadMissing = false
    /// Bins on the left of a categorical split.
    var categories: [Int] = []
    /// Sum of the cells on the left.
    var left: Int64 = 0
    /// L2 penalty on the children's values.
    var l2 = 0.0

    var isSplit: Bool { gain > -.infinity }

    /// Whether a split of that gain is better: of equal gains, the lower feature's.
    func isBeaten(by gain: Double, of feature: Int) -> Bool {
        gain > self.gain || (gain == self.gain && feature < self.feature)
    }
}

/// What the search for splits knows of a leaf.
struct LeafSums {
    var total: Int64
    var rows: Int
    /// Values that the leaf's output may have, from monotone constraints above it.
    var lowest = -Double.infinity
    var highest = Double.infinity
}

/// Gradient and hessian of a cell, in the units that the scale counts.
@inline(__always)
func gradient(_ cell: Int64) -> Double { Double(cell >> 32) }
/// See `gradient`.
@inline(__always)
func hessian(_ cell: Int64) -> Double { Double(UInt32(truncatingIfNeeded: cell)) }
