/// The bins that the thresholds of all trees cut raw values into.
struct RawBins: Sendable {
    /// Bins of a feature that some tree splits.
    struct Feature: Sendable {
        let index: Int
        /// Thresholds of all trees, ascending; empty for categories, whose bins are their codes.
        let thresholds: [Float]
        /// The thresholds as a complete search tree of `levels`, the children of i at 2i and 2i + 1.
        ///
        /// Infinity fills it up. The search needs no branch and ends at 2^levels + the number of thresholds below.
        let search: [Float]
        let levels: Int
        /// Number of bins; the last is of missing values.
        let bins: Int
        /// Bins of the features before.
        let first: Int
    }

    /// The features that some tree splits, ascending.
    let features: [Feature]

    init(_ model: TreeEnsemble) {
        var thresholds: [Int: Set<Float>] = [:]
        var words: [Int: Int] = [:]
        for node in model.nodes {
            let feature = Int(node.feature)
            if node.words == 0 {
                thresholds[feature, default: []].insert(node.threshold)
            } else {
                words[feature] = max(words[feature] ?? 0, Int(node.words))
            }
        }
        var features: [Feature] = []
        for index in Set(thresholds.keys).union(words.keys).sorted() {
            let first = features.last.map { $0.first + $0.bins } ?? 0
            if let words = words[index] {
                features.append(
                    Feature(index: index, thresholds: [], search: [], levels: 0, bins: words * 64 + 1, first: first)
                )
            } else {
                let sorted = (thresholds[index] ?? []).sorted()
                var levels = 1
                while 1 << levels <= sorted.count { levels += 1 }
                features.append(
                    Feature(
                        index: index,
                        thresholds: sorted,
                        search: RawBins.searchTree(sorted, levels: levels),
                        levels: levels,
                        bins: sorted.count + 2,
                        first: first
                    )
                )
            }
        }
        self.features = features
    }

    /// Number of bins of all features.
    var count: Int { features.last.map { $0.first + $0.bins } ?? 0 }

    private static func searchTree(_ sorted: [Float], levels: Int) -> [Float] {
        var tree = [Float](repeating: .infinity, count: 1 << levels)
        var next = 0
        func visit(_ place: Int) {
            guard place < tree.count else { return }
            visit(2 * place)
            if next < sorted.count { tree[place] = sorted[next] }
            next += 1
            visit(2 * place + 1)
        }
        visit(1)
        return tree
    }

    /// Whether rows of a bin go left: the bin's own value decides, as it would in the tree.
    func goesLeft(_ model: TreeEnsemble, _ node: TreeEnsemble.Node, _ feature: Feature, _ bin: Int) -> Bool {
        if bin == feature.bins - 1 { return model.goesLeft(node, .nan) }
        if feature.thresholds.isEmpty { return model.goesLeft(node, Float(bin)) }
        return bin < feature.bins - 2 && feature.thresholds[bin] <= node.threshold
    }

    /// Bin of a raw value of a category.
    @inline(__always)
    private static func bin(ofCode value: Float, _ feature: Feature) -> Int {
        value >= 0 && value < Float(feature.bins - 1) ? Int(value) : feature.bins - 1
    }

    /// Writes the bins of rows, [rows × features], whose raw values begin `stride` apart.
    func write(
        _ raw: UnsafePointer<Float>,
        stride: Int,
        rows: Int,
        to bins: UnsafeMutablePointer<Int32>
    ) {
        for (position, feature) in features.enumerated() {
            RawBins.write(feature, raw + feature.index, stride, rows, to: bins + position, features.count)
        }
    }

    /// Writes the bins of one feature of rows, `stride` apart both times.
    private static func write(
        _ feature: Feature,
        _ raw: UnsafePointer<Float>,
        _ rawStride: Int,
        _ rows: Int,
        to bins: UnsafeMutablePointer<Int32>,
        _ stride: Int
    ) {
        let first = Int32(truncatingIfNeeded: feature.first)
        guard !feature.search.isEmpty else {
            for row in 0..<rows {
                bins[row &* stride] = first &+ Int32(bin(ofCode: raw[row &* rawStride], feature))
            }
            return
        }
        let missing = first &+ Int32(feature.bins - 1)
        feature.search.withUnsafeBufferPointer { search in
            guard let search = search.baseAddress else { return }
            let (levels, shift) = (feature.levels, first &- (1 << Int32(feature.levels)))
            @inline(__always)
            func put(_ place: Int, _ value: Float, _ row: Int) {
                let bin = shift &+ Int32(truncatingIfNeeded: place)
                bins[row &* stride] = value.isNaN ? missing : bin
            }
            var row = 0
            // Four searches at a time, so that none waits for its own loads.
            while row &+ 4 <= rows {
                let (a, b) = (raw[row &* rawStride], raw[(row &+ 1) &* rawStride])
                let (c, d) = (raw[(row &+ 2) &* rawStride], raw[(row &+ 3) &* rawStride])
                var (i, j, k, l) = (1, 1, 1, 1)
                for _ in 0..<levels {
                    i = i &+ i &+ (search[i] < a ? 1 : 0)
                    j = j &+ j &+ (search[j] < b ? 1 : 0)
                    k = k &+ k &+ (search[k] < c ? 1 : 0)
                    l = l &+ l &+ (search[l] < d ? 1 : 0)
                }
                put(i, a, row)
                put(j, b, row &+ 1)
                put(k, c, row &+ 2)
                put(l, d, row &+ 3)
                row &+= 4
            }
            while row < rows {
                let value = raw[row &* rawStride]
                var place = 1
                for _ in 0..<levels { place = place &+ place &+ (search[place] < value ? 1 : 0) }
                put(place, value, row)
                row &+= 1
            }
        }
    }
}
