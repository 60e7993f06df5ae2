/// Lays features into lanes of a byte.
///
/// Features of few bins share a lane: with the bins b₁, b₂, … of n₁, n₂, … states, its byte is b₁ + n₁·(b₂ + n₂·(b₃ + …)).
/// A histogram of such bytes counts all of them at once, and `LanePack` sums it up feature by feature. That is exact,
/// whichever of them occur together.
struct LaneLayout {
    /// States of a byte.
    private static let mostStates = 256

    /// Where each feature lies.
    private(set) var places: [LanePlace]
    /// What shares a lane, by lanes; empty packs where nothing does.
    private(set) var packs: [LanePack] = []
    /// Number of words of eight lanes.
    var words: Int { packs.count / 8 }

    /// Features of many states come first; no feature crosses a word.
    init(_ bins: [FeatureBins.Kind]) {
        places = bins.map { _ in LanePlace() }
        var units: [Unit] = []
        let order = bins.indices.filter { bins[$0].lanes > 0 }
            .sorted { (-bins[$0].states, $0) < (-bins[$1].states, $1) }
        for index in order {
            let states = bins[index].states
            if states <= LaneLayout.mostStates / 2,
                let unit = units.indices.first(where: { units[$0].product * states <= LaneLayout.mostStates })
            {
                units[unit].add(index, states)
            } else {
                var unit = Unit(lanes: bins[index].lanes)
                unit.add(index, states)
                units.append(unit)
            }
        }
        put(units)
    }

    /// One feature, or several that share a lane.
    private struct Unit {
        let lanes: Int
        var features: [Int] = []
        var states: [Int] = []
        var product = 1

        init(lanes: Int) {
            self.lanes = lanes
        }

        mutating func add(_ feature: Int, _ states: Int) {
            features.append(feature)
            self.states.append(states)
            product *= states
        }
    }

    private mutating func put(_ units: [Unit]) {
        var free: [Int] = []
        var firstWithRoom = 0
        let order = units.indices.sorted { (-units[$0].lanes, $0) < (-units[$1].lanes, $1) }
        for unit in order.map({ units[$0] }) {
            while firstWithRoom < free.count, free[firstWithRoom] == 0 { firstWithRoom += 1 }
            var word = firstWithRoom
            while word < free.count, free[word] < unit.lanes { word += 1 }
            if word == free.count {
                free.append(8)
                packs += [LanePack](repeating: LanePack(states: []), count: 8)
            }
            var place = LanePlace(lane: word * 8 + 8 - free[word], isPacked: unit.features.count > 1)
            for (feature, states) in zip(unit.features, unit.states) {
                places[feature] = place
                place.step *= states
                place.cell += states
            }
            if unit.features.count > 1 { packs[place.lane] = LanePack(states: unit.states) }
            free[word] -= unit.lanes
        }
    }
}

/// Where a feature lies among the lanes.
package struct LanePlace: Sendable, Equatable {
    /// First lane.
    package var lane = 0
    /// Whether other features share the lane.
    package var isPacked = false
    /// What a bin counts in the lane's byte.
    package var step = 1
    /// First cell of the feature once its lane is unpacked.
    package var cell = 0
}

/// The features that share a lane.
package struct LanePack: Sendable, Equatable {
    /// Most cells that a lane unpacks to: two features of 128 states.
    package static let mostCells = 256

    /// States of each, the lowest digit first.
    let states: [Int]

    package init(states: [Int]) {
        self.states = states
    }

    /// Sums a histogram of the lane's bytes up feature by feature, one after the other in `target`.
    ///
    /// **Shapes**: `bytes`, `target` and `sums`, which is scratch memory, of 256.
    package func unpack<Sum: FixedWidthInteger>(
        _ bytes: UnsafePointer<Sum>,
        to target: UnsafeMutablePointer<Sum>,
        sums: UnsafeMutablePointer<Sum>
    ) {
        var groups = states.reduce(1, *)
        var source = bytes
        var target = target
        for states in states {
            groups /= states
            target.update(repeating: 0, count: states)
            for group in 0..<groups {
                var sum: Sum = 0
                for state in 0..<states {
                    let value = source[group * states + state]
                    target[state] &+= value
                    sum &+= value
                }
                // Never ahead of what is still to be read.
                sums[group] = sum
            }
            source = UnsafePointer(sums)
            target += states
        }
    }
}
