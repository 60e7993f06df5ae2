public import EvaNumerics

/// Features as bins, in bytes: what trees are trained on.
///
/// **Shapes**: `planes` is [planes × rows × 16 lanes] for histograms, the last plane of 8 lanes where their number asks for
/// it; `columnMajor` is [lanes × rows] for partitions.
public struct BinnedMatrix: Sendable {
    /// Number of rows.
    public let rows: Int
    /// The bins.
    public let mapper: BinMapper
    let planes: [UInt8]
    let columnMajor: [UInt8]

    /// Where the bytes of a word are.
    struct Plane {
        /// Position of the word in row 0.
        let offset: Int
        /// Bytes between rows.
        let stride: Int

        init(ofWord word: Int, words: Int, rows: Int) {
            let first = word / 2 * 2
            stride = min(2, words - first) * 8
            offset = first * 8 * rows + (word - first) * 8
        }
    }

    private static let blockRows = 2_048

    /// Puts features into bins; the columns must be those that the mapper was fitted on.
    public init(_ features: TreeFeatures, mapper: BinMapper, pool: WorkerPool) {
        precondition(features.columns.count == mapper.featureCount, "columns are not those of the mapper")
        let rows = features.rows
        let size = rows * mapper.lanes
        let lookups = mapper.features.map { BoundSearch($0) }
        var columnMajor: [UInt8] = []
        planes = [UInt8](unsafeUninitializedCapacity: size) { byRow, rowCount in
            let byRowBase = byRow.baseAddress.map { SharedPointer(base: $0) }
            columnMajor = [UInt8](unsafeUninitializedCapacity: size) { byColumn, columnCount in
                if let byRowBase, let byColumnBase = byColumn.baseAddress.map({ SharedPointer(base: $0) }) {
                    let blocks = (rows + BinnedMatrix.blockRows - 1) / BinnedMatrix.blockRows
                    pool.run(blocks) { block in
                        let range = block * BinnedMatrix.blockRows..<min(rows, (block + 1) * BinnedMatrix.blockRows)
                        for lane in 0..<mapper.lanes {
                            (byColumnBase.base + lane * rows + range.lowerBound)
                                .initialize(repeating: 0, count: range.count)
                        }
                        for (feature, bins) in mapper.features.enumerated() where bins.lanes > 0 {
                            lookups[feature]
                                .write(
                                    features.columns[feature],
                                    range,
                                    byColumnBase.base + bins.lane * rows,
                                    laneStride: rows
                                )
                        }
                        BinnedMatrix.transpose(
                            byColumnBase.base,
                            byRowBase.base,
                            rows: rows,
                            words: mapper.words,
                            range
                        )
                    }
                }
                columnCount = size
            }
            rowCount = size
        }
        self.columnMajor = columnMajor
        self.rows = rows
        self.mapper = mapper
    }

    private static func transpose(
        _ byColumn: UnsafeMutablePointer<UInt8>,
        _ byRow: UnsafeMutablePointer<UInt8>,
        rows: Int,
        words: Int,
        _ range: Range<Int>
    ) {
        let target = UnsafeMutableRawPointer(byRow)
        for word in 0..<words {
            let lane = byColumn + word * 8 * rows
            let plane = Plane(ofWord: word, words: words, rows: rows)
            for row in range {
                var bytes: UInt64 = 0
                for index in 0..<8 { bytes |= UInt64(lane[index * rows + row]) << UInt64(index * 8) }
                target.storeBytes(
                    of: bytes.littleEndian,
                    toByteOffset: plane.offset + row * plane.stride,
                    as: UInt64.self
                )
            }
        }
    }
}

/// Finds bins of raw values.
struct BoundSearch: Sendable {
    private let kind: FeatureBins.Kind
    private let step: UInt8
    /// Bounds, filled up with infinity to one less than a power of two.
    private let padded: [Float]

    init(_ bins: FeatureBins) {
        kind = bins.kind
        step = UInt8(truncatingIfNeeded: bins.place.step)
        guard case .numeric(let bounds, _) = kind else {
            padded = []
            return
        }
        var size = 1
        while size - 1 < bounds.count { size *= 2 }
        padded = bounds + [Float](repeating: .infinity, count: size - 1 - bounds.count)
    }

    /// Adds the bins of a range of rows to the bytes of the feature's first lane, `target`, and those after.
    func write(
        _ column: TreeFeatures.Column,
        _ range: Range<Int>,
        _ target: UnsafeMutablePointer<UInt8>,
        laneStride: Int
    ) {
        switch (kind, column) {
        case (.numeric(let bounds, _), .numeric(let values)):
            let missing = UInt8(truncatingIfNeeded: bounds.count + 1)
            values.withUnsafeBufferPointer { values in
                padded.withUnsafeBufferPointer { padded in
                    guard let values = values.baseAddress else { return }
                    // Four at once: each search waits for its own loads only.
                    var row = range.lowerBound
                    while row < range.upperBound {
                        let count = min(4, range.upperBound - row)
                        var four = SIMD4<Float>.zero
                        for lane in 0..<count { four[lane] = values[row + lane] }
                        let bins = BoundSearch.search(padded, four)
                        for lane in 0..<count {
                            let bin = four[lane].isNaN ? missing : UInt8(truncatingIfNeeded: bins[lane])
                            target[row + lane] &+= bin &* step
                        }
                        row += 4
                    }
                }
            }
        case (.categorical(let binOfCode, _), .categorical(let codes, _)):
            for row in range {
                let code = Int(codes[row])
                guard code >= 0, code < binOfCode.count, binOfCode[code] > 0 else { continue }
                let place = Int(binOfCode[code]) - 1
                target[place / 255 * laneStride + row] &+= UInt8(place % 255 + 1) &* step
            }
        default:
            preconditionFailure("a column is not of the mapper's kind")
        }
    }

    /// Number of bounds below each value, without branches; `bounds.count` is one less than a power of two.
    @inline(__always)
    private static func search(_ bounds: UnsafeBufferPointer<Float>, _ values: SIMD4<Float>) -> SIMD4<Int32> {
        guard let base = bounds.baseAddress else { return .zero }
        var step = Int32(truncatingIfNeeded: (bounds.count + 1) / 2)
        var bins = SIMD4<Int32>.zero
        while step > 0 {
            let places = bins &+ (step &- 1)
            let met = SIMD4(base[Int(places.x)], base[Int(places.y)], base[Int(places.z)], base[Int(places.w)])
            bins &+= SIMD4<Int32>.zero.replacing(with: step, where: met .< values)
            step /= 2
        }
        return bins
    }
}
