/// What the splits of all trees ask of a row, so that an answer needs no branch.
///
/// A split asks `value <= threshold`, or whether the code's bit is in the set: the value is NaN for categories, and no
/// bit is set for numbers, so that both may be asked at each split.
struct RowQuestions: Sendable {
    /// What one split asks.
    struct Question: Sendable {
        /// The threshold's bits, or the set of codes that go left.
        var bits: UInt32
        /// Which of the row's entries is asked.
        var slot: UInt32
    }

    /// What may be asked of a row.
    struct Entry {
        var value: Float
        var code: UInt32
    }

    /// A feature that some split asks; its entries are at 2i, where a missing value goes right, and 2i + 1, where it goes
    /// left.
    private struct Asked {
        let feature: Int
        let isCategory: Bool
    }

    private let asked: [Asked]
    private let slots: [Int: UInt32]

    /// `nil` where a category has more codes than a word has bits.
    init?(_ model: TreeEnsemble) {
        var isCategory: [Int: Bool] = [:]
        for node in model.nodes {
            let (feature, asksForCode) = (Int(node.feature), node.words > 0)
            guard isCategory.updateValue(asksForCode, forKey: feature) ?? asksForCode == asksForCode else { return nil }
            if asksForCode {
                let words = model.categoryWords[Int(node.firstWord)..<Int(node.firstWord + node.words)]
                guard words.dropFirst().allSatisfy({ $0 == 0 }), words.first ?? 0 <= UInt64(UInt32.max) else {
                    return nil
                }
            }
        }
        asked = isCategory.sorted { $0.key < $1.key }.map { Asked(feature: $0.key, isCategory: $0.value) }
        slots = Dictionary(uniqueKeysWithValues: asked.enumerated().map { ($1.feature, UInt32(2 * $0)) })
    }

    /// Number of a row's entries.
    var entryCount: Int { 2 * asked.count + 1 }

    /// The entry of which anything but NaN is asked with yes for an answer.
    var always: Int { 2 * asked.count }

    /// What a split asks; yes sends a row left.
    func question(_ split: TreeEnsemble.Node, of model: TreeEnsemble) -> Question {
        Question(
            bits: split.words > 0
                ? UInt32(truncatingIfNeeded: model.categoryWords[Int(split.firstWord)]) : split.threshold.bitPattern,
            slot: (slots[Int(split.feature)] ?? 0) + (split.missingGoesLeft ? 1 : 0)
        )
    }

    /// Writes a row's entries.
    func write(_ raw: UnsafePointer<Float>, to entries: UnsafeMutablePointer<Entry>) {
        for (position, asked) in asked.enumerated() {
            let value = raw[asked.feature]
            if asked.isCategory {
                let code: UInt32 = value >= 0 && value < 32 ? 1 << UInt32(value) : 0
                entries[2 * position] = Entry(value: .nan, code: code)
                entries[2 * position + 1] = Entry(value: .nan, code: code)
            } else {
                entries[2 * position] = Entry(value: value, code: 0)
                entries[2 * position + 1] = Entry(value: value.isNaN ? -.infinity : value, code: 0)
            }
        }
        entries[always] = Entry(value: -.infinity, code: 0)
    }

    /// 0 where the answer is yes, 1 where it is no.
    @inline(__always)
    static func isNo(_ bits: UInt32, _ entry: Entry) -> Int {
        let isBelow: Int = entry.value <= Float(bitPattern: bits) ? 1 : 0
        let isMember: Int = entry.code & bits != 0 ? 1 : 0
        return 1 &- (isBelow | isMember)
    }
}
