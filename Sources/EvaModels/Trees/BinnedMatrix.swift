public import EvaNumerics

/// Features as bins, in bytes: what trees are trained on.
///
/// **Shapes**: `rowMajor` is [rows × lanes] for histograms, `columnMajor` [lanes × rows] for partitions.
public struct BinnedMatrix: Sendable {
    /// Number of rows.
    public let rows: Int
    /// The bins.
    public let mapper: BinMapper
    let rowMajor: [UInt8]
    let columnMajor: [UInt8]

    /// Bytes between rows of `rowMajor`.
    var stride: Int { mapper.lanes }

    private static let blockRows = 2_048

    /// Puts features into bins; the columns must be those that the mapper was fitted on.
    public init(_ features: TreeFeatures, mapper: BinMapper, pool: WorkerPool) {
        precondition(features.columns.count == mapper.featureCount, "columns are not those of the mapper")
        let rows = features.rows
        let size = rows * mapper.lanes
        let lookups = mapper.features.map { BoundSearch($0.kind) }
        var columnMajor: [UInt8] = []
        rowMajor = [UInt8](unsafeUninitializedCapacity: size) { byRow, rowCount in
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
            for row in range {
                var bytes: UInt64 = 0
                for index in 0..<8 { bytes |= UInt64(lane[index * rows + row]) << UInt64(index * 8) }
                target.storeBytes(of: bytes.littleEndian, toByteOffset: (row * words + word) * 8, as: UInt64.self)
            }
        }
    }
}

/// Finds bins of raw values.
struct BoundSearch: Sendable {
    private let kind: FeatureBins.Kind
    /// Bounds, filled up with infinity to one less than a power of two.
    private let padded: [Float]

    init(_ kind: FeatureBins.Kind) {
        self.kind = kind
        guard case .numeric(let bounds, _) = kind else {
            padded = []
            return
        }
        var size = 1
        while size - 1 < bounds.count { size *= 2 }
        padded = bounds + [Float](repeating: .infinity, count: size - 1 - bounds.count)
    }

    /// Writes the bins of a range of rows; `target` is the feature's first lane.
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
                    for row in range {
                        let bin = BoundSearch.search(padded, values[row])
                        target[row] = values[row].isNaN ? missing : UInt8(truncatingIfNeeded: bin)
                    }
                }
            }
        case (.categorical(let binOfCode, _), .categorical(let codes, _)):
            for row in range {
                let code = Int(codes[row])
                guard code >= 0, code < binOfCode.count, binOfCode[code] > 0 else { continue }
                let place = Int(binOfCode[code]) - 1
                target[place / 255 * laneStride + row] = UInt8(place % 255 + 1)
            }
        default:
            preconditionFailure("a column is not of the mapper's kind")
        }
    }

    /// Number of bounds below a value, without branches; `bounds.count` is one less than a power of two.
    @inline(__always)
    static func search(_ bounds: UnsafeBufferPointer<Float>, _ value: Float) -> Int {
        var step = (bounds.count + 1) / 2
        var bin = 0
        while step > 0 {
            bin &+= bounds[bin &+ step &- 1] < value ? step : 0
            step /= 2
        }
        return bin
    }
}
