public import EvaNumerics

/// Where the values of each feature are cut into bins, and how bins are laid into bytes.
///
/// A bin's byte lies in a *lane*: a numeric feature has one, a categorical feature one for each 255 categories, a
/// feature without any possible split none; features of few bins share one. Lanes come in words of eight, and no feature
/// crosses a word.
public struct BinMapper: Sendable, Equatable {
    /// Bins of the features, in their order.
    let features: [FeatureBins]
    /// What shares each lane.
    let packs: [LanePack]

    /// Number of features.
    public var featureCount: Int { features.count }
    /// Whether some feature is categorical.
    var hasCategories: Bool {
        features.contains { if case .categorical = $0.kind { true } else { false } }
    }
    /// Number of lanes, unused ones included.
    var lanes: Int { packs.count }
    /// Number of words of eight lanes.
    var words: Int { lanes / 8 }

    init(bins: [FeatureBins.Kind]) {
        let layout = LaneLayout(bins)
        features = zip(bins, layout.places).map { FeatureBins(kind: $0, place: $1) }
        packs = layout.packs
    }

    /// Finds the bins of features.
    ///
    /// Numeric: halfway between neighbouring values while there are fewer than `maxBin` of them, otherwise bins of about
    /// equal counts, frequent values in bins of their own; missing values have a bin of their own. Categorical: a bin
    /// for each category of training, except the rarest where there are more than `maxBin` of them.
    ///
    /// **Determinism**: of more than 200,000 rows a fixed sample of that many is looked at.
    ///
    /// **Source**: LightGBM's `BinMapper::FindBin`, with `min_data_in_bin` 1 and no bin kept for zero.
    ///
    /// **Throws**: `badSetting` unless `maxBin` is in 2...255.
    public static func fit(_ features: TreeFeatures, maxBin: Int, pool: WorkerPool) throws -> BinMapper {
        guard (2...255).contains(maxBin) else {
            throw ModelError(code: .badSetting, message: "max_bin is \(maxBin)", cure: "2 to 255 is possible")
        }
        let sample = BinSample(rows: features.rows)
        let found = Buffer<FeatureBins.Kind>(repeating: .numeric(bounds: [], hasMissing: false), features.columns.count)
        let target = found.shared
        pool.run(features.columns.count) { index in
            switch features.columns[index] {
            case .numeric(let values):
                target.base[index] = NumericBins.find(values, sample: sample, maxBin: maxBin)
            case .categorical(let codes, let cardinality):
                target.base[index] = CategoricalBins.find(
                    codes,
                    cardinality: cardinality,
                    sample: sample,
                    maxBin: maxBin
                )
            }
        }
        return BinMapper(bins: found.array)
    }
}

/// The bins of one feature and its place among the lanes.
struct FeatureBins: Sendable, Equatable {
    enum Kind: Sendable, Equatable {
        /// Values up to `bounds[i]`, and above those before, have bin i; the last bin has no bound. `bounds.count + 1` is
        /// the bin of missing values.
        case numeric(bounds: [Float], hasMissing: Bool)
        /// Bin of each code from 1 on; 0 has what is missing, unseen or too rare.
        case categorical(binOfCode: [UInt16], codeOfBin: [Int32])

        /// Number of lanes that hold the feature; 0 when it can't be split.
        var lanes: Int {
            switch self {
            case .numeric(let bounds, let hasMissing): bounds.isEmpty && !hasMissing ? 0 : 1
            case .categorical(_, let codes): (codes.count - 1 + 254) / 255
            }
        }

        /// Number of bins, those of missing values and of other categories included.
        var states: Int {
            switch self {
            case .numeric(let bounds, _): bounds.count + 2
            case .categorical(_, let codes): codes.count
            }
        }
    }

    let kind: Kind
    let place: LanePlace

    var lane: Int { place.lane }
    var lanes: Int { kind.lanes }
}

/// Which rows bins are found from.
struct BinSample: Sendable {
    static let most = 200_000
    let rows: Int

    var count: Int { min(rows, BinSample.most) }
    var isAll: Bool { rows <= BinSample.most }

    /// Row of a sampled number: one from each of `count` equal stretches.
    func row(_ number: Int) -> Int {
        let low = number * rows / count
        let high = (number + 1) * rows / count
        return low
            + Int(SeededHash.value(seed: 0x62_696E, UInt64(number)).multipliedFullWidth(by: UInt64(high - low)).high)
    }
}
