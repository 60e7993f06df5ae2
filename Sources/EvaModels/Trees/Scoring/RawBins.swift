/// The bins that the thresholds of all trees cut raw values into.
struct RawBins: Sendable {
    /// Bins of a feature that some tree splits.
    struct Feature: Sendable {
        let index: Int
        /// Where its thresholds begin in `search`, as a complete search tree of `levels`; 0 levels for categories, whose
        /// bins are their codes.
        let start: Int
        let levels: Int
        /// Number of bins; the last is of missing values.
        let bins: Int
        /// Bins of the features before.
        let first: Int
    }

    /// The features that some tree splits, ascending.
    let features: [Feature]
    /// Thresholds of all trees, ascending, for each of these features; empty for categories.
    private let thresholds: [[Float]]
    /// The thresholds as search trees, one after the other: the children of i are at 2i and 2i + 1.
    ///
    /// Infinity fills each up. The search needs no branch and ends at 2^levels + the number of thresholds below.
    private let search: [Float]

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
        var search: [Float] = []
        var sorted: [[Float]] = []
        for index in Set(thresholds.keys).union(words.keys).sorted() {
            let first = features.last.map { $0.first + $0.bins } ?? 0
            var (levels, bins) = (0, 0)
            sorted.append(words[index] == nil ? (thresholds[index] ?? []).sorted() : [])
            if let words = words[index] {
                bins = words * 64 + 1
            } else {
                let count = sorted[sorted.count - 1].count
                levels = 1
                while 1 << levels <= count { levels += 1 }
                bins = count + 2
            }
            features.append(Feature(index: index, start: search.count, levels: levels, bins: bins, first: first))
            if levels > 0 { search += Self.searchTree(sorted[sorted.count - 1], levels: levels) }
        }
        self.features = features
        self.search = search
        self.thresholds = sorted
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

    /// Whether rows of a bin of the feature at a position go left: the bin's own value decides, as it would in the tree.
    func goesLeft(_ model: TreeEnsemble, _ node: TreeEnsemble.Node, _ position: Int, _ bin: Int) -> Bool {
        let feature = features[position]
        if bin == feature.bins - 1 { return model.goesLeft(node, .nan) }
        if feature.levels == 0 { return model.goesLeft(node, Float(bin)) }
        return bin < feature.bins - 2 && thresholds[position][bin] <= node.threshold
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
        features.withUnsafeBufferPointer { features in
            search.withUnsafeBufferPointer { search in
                for (position, feature) in features.enumerated() {
                    let column = raw + feature.index
                    if feature.levels == 0 {
                        for row in 0..<rows {
                            let bin = feature.first &+ RawBins.bin(ofCode: column[row &* stride], feature)
                            bins[row &* features.count &+ position] = Int32(truncatingIfNeeded: bin)
                        }
                    } else if let tree = search.baseAddress {
                        let target = bins + position
                        RawBins.write(feature, tree + feature.start, column, stride, rows, to: target, features.count)
                    }
                }
            }
        }
    }

    /// Writes the bins of one feature of rows, `stride` apart both times; `search` is the feature's tree.
    @inline(__always)
    private static func write(
        _ feature: Feature,
        _ search: UnsafePointer<Float>,
        _ raw: UnsafePointer<Float>,
        _ rawStride: Int,
        _ rows: Int,
        to bins: UnsafeMutablePointer<Int32>,
        _ stride: Int
    ) {
        let missing = feature.first &+ feature.bins &- 1
        let (levels, shift) = (feature.levels, feature.first &- (1 &<< feature.levels))
        @inline(__always)
        func put(_ place: Int, _ value: Float, _ row: Int) {
            bins[row &* stride] = Int32(truncatingIfNeeded: value.isNaN ? missing : shift &+ place)
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
