/// One tree, prepared for exact path-dependent TreeSHAP values by numerical integration.
///
/// **Formula**: a leaf of value v under the features k of its path adds to feature j
///
///     v · (o_j − z_j) · ∫₀¹ Π_{k≠j} (t·o_k + (1 − t)·z_k) dt,
///
/// where z_k is the share of the training rows that follows all splits of k on the path, and o_k is 1 where the row does,
/// otherwise 0: the integral of t^s·(1 − t)^(m−s) is the Shapley weight of a set of s out of m other features. The
/// integrand is a polynomial, so Gauss–Legendre points give it exactly. A walk down multiplies the factors up, a walk up
/// sums the leaves and leaves at each split what it adds; repeated features change their factor at each split. All factors
/// are positive: nothing cancels, however deep the tree.
///
/// **Shapes**: edge 0 leads to the root, edges 2i + 1 and 2i + 2 to the children of split i. Points come in lots of four,
/// each of which takes a walk of its own.
///
/// **Source**: Lundberg, Erion & Lee (2018), Consistent individualized feature attribution for tree ensembles; the
/// polynomial after Yu et al. (2022), Linear TreeShap, who evaluate it at Chebyshev points.
struct ShapleyWalk: Sendable {
    typealias Points = SIMD4<Double>

    /// A split with where it hangs.
    struct Split: Sendable {
        var node: TreeEnsemble.Node
        /// Edge that leads to it.
        var above: Int32
        /// The nearest edge above whose split asks the same feature; 0 when there is none.
        var known: Int32
        /// Position of the factors of each edge, for the first of three states; without `known` the first never is.
        var left: Int32
        var right: Int32
    }

    /// What an edge does in one state, a value a point.
    struct Factor: Sendable {
        /// Factor on the way down; times the leaf's value on the edge to a leaf.
        var ratio: Points
        /// Factor of what comes up that makes it the feature's due.
        var gain: Points
    }

    private(set) var splits: [Split] = []
    /// [lots × factors of a lot].
    private(set) var factors: [Factor] = []
    /// Weights of the points, four a lot.
    private(set) var weights: [Points] = []

    /// Beyond this much memory a model's walks are made anew for each block of rows.
    private static let mostBytes = 256 << 20
    /// Keeps 1/z finite in models whose weights of rows span the range of numbers.
    private static let leastShare = 1e-100

    static func all(of model: TreeEnsemble) -> [ShapleyWalk]? {
        var walks: [ShapleyWalk] = []
        var bytes = 0
        for tree in model.trees where tree.splits > 0 {
            let walk = ShapleyWalk(model, tree)
            bytes += walk.factors.count * MemoryLayout<Factor>.stride
            guard bytes <= mostBytes else { return nil }
            walks.append(walk)
        }
        return walks
    }

    init(_ model: TreeEnsemble, _ tree: TreeEnsemble.Tree) {
        let covers = model.nodeCovers(of: tree)
        func cover(_ child: Int32) -> Double {
            child >= 0 ? covers[Int(child)] : model.leafCovers[tree.firstLeaf + Int(-1 - child)]
        }
        var shares = [Double](repeating: 1, count: 2 * tree.splits + 1)
        var distinct = [Int](repeating: 0, count: 2 * tree.splits + 1)
        var edgeAbove = [Int32](repeating: 0, count: tree.splits)
        var firstFactor: Int32 = 0
        for index in 0..<tree.splits {
            let node = model.nodes[tree.firstNode + index]
            let above = edgeAbove[index]
            let known = nearest(above, feature: node.feature)
            let states: Int32 = known > 0 ? 3 : 2
            splits.append(
                Split(
                    node: node,
                    above: above,
                    known: known,
                    left: firstFactor + states - 3,
                    right: firstFactor + states + states - 3
                )
            )
            firstFactor += 2 * states
            for (edge, child) in [(2 * index + 1, node.left), (2 * index + 2, node.right)] {
                let share = shares[Int(known)] * cover(child) / covers[index]
                shares[edge] = max(share, ShapleyWalk.leastShare)
                distinct[edge] = distinct[Int(above)] + (known > 0 ? 0 : 1)
                if child >= 0 { edgeAbove[Int(child)] = Int32(edge) }
            }
        }
        // The polynomial's degree is one less than the number of features.
        let lots = ((distinct.max() ?? 1) + 7) / 8
        let rule = GaussLegendre(lots * Points.scalarCount)
        factors.reserveCapacity(Int(firstFactor) * lots)
        for first in stride(from: 0, to: rule.points.count, by: Points.scalarCount) {
            let points = Points(rule.points[first..<first + Points.scalarCount])
            weights.append(Points(rule.weights[first..<first + Points.scalarCount]))
            for (index, split) in splits.enumerated() {
                for (edge, child) in [(2 * index + 1, split.node.left), (2 * index + 2, split.node.right)] {
                    let value = child >= 0 ? 1 : model.leafValues[tree.firstLeaf + Int(-1 - child)]
                    let (before, share) = (shares[Int(split.known)], shares[edge])
                    if split.known > 0 {
                        factors.append(Factor(ratio: .init(repeating: share / before * value), gain: .zero))
                    }
                    let inner = points + (1 - points) * before
                    let dueBefore = (1 - before) / inner
                    factors.append(
                        Factor(ratio: (1 - points) * share / inner * value, gain: -1 / (1 - points) - dueBefore)
                    )
                    let met = points + (1 - points) * share
                    factors.append(Factor(ratio: met / inner * value, gain: (1 - share) / met - dueBefore))
                }
            }
        }
    }

    private func nearest(_ edge: Int32, feature: Int32) -> Int32 {
        var edge = edge
        while edge > 0 {
            let split = splits[Int(edge - 1) / 2]
            if split.node.feature == feature { return edge }
            edge = split.above
        }
        return 0
    }
}

extension ShapleyWalk {
    /// Memory of a walk through a tree of up to so many splits.
    struct Scratch {
        /// Whether the row follows all splits of the edge's feature down to the edge: 0 or 1.
        let isMet: Buffer<Int32>
        /// Position of the factors of each edge in its state.
        let factor: Buffer<Int32>
        let reach: Buffer<Points>

        init(splits: Int) {
            isMet = Buffer(repeating: 1, 2 * splits + 1)
            factor = Buffer(repeating: 0, 2 * splits + 1)
            reach = Buffer(repeating: .zero, 2 * splits + 1)
        }
    }

    /// Adds what each feature adds to the score of a row to `sums`, spread over the four lanes.
    func add(
        _ row: UnsafePointer<Float>,
        _ words: UnsafeBufferPointer<UInt64>,
        _ scratch: Scratch,
        to sums: UnsafeMutablePointer<Points>
    ) {
        let (isMet, factor, reach) = (scratch.isMet.base, scratch.factor.base, scratch.reach.base)
        splits.withUnsafeBufferPointer { splits in
            for index in 0..<splits.count {
                let split = splits[index]
                let known = isMet[Int(split.known)]
                let left = known & (TreeEnsemble.goesLeft(split.node, row[Int(split.node.feature)], words) ? 1 : 0)
                let right = known &- left
                isMet[2 &* index &+ 1] = left
                isMet[2 &* index &+ 2] = right
                factor[2 &* index &+ 1] = split.left &+ known &+ left
                factor[2 &* index &+ 2] = split.right &+ known &+ right
            }
            factors.withUnsafeBufferPointer { factors in
                guard var lot = factors.baseAddress else { return }
                for weight in weights {
                    reach[0] = weight
                    for index in 0..<splits.count {
                        let above = reach[Int(splits[index].above)]
                        reach[2 &* index &+ 1] = above * lot[Int(factor[2 &* index &+ 1])].ratio
                        reach[2 &* index &+ 2] = above * lot[Int(factor[2 &* index &+ 2])].ratio
                    }
                    for index in stride(from: splits.count &- 1, through: 0, by: -1) {
                        let (left, right) = (reach[2 &* index &+ 1], reach[2 &* index &+ 2])
                        reach[Int(splits[index].above)] = left + right
                        sums[Int(splits[index].node.feature)] +=
                            left * lot[Int(factor[2 &* index &+ 1])].gain + right
                            * lot[Int(factor[2 &* index &+ 2])].gain
                    }
                    lot += factors.count / weights.count
                }
            }
        }
    }
}
