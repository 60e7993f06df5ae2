package import EvaNumerics

/// Names seen in training: the frequent ones, which have a feature of their own, come first.
package struct Vocabulary: Sendable, Equatable {
    /// All names seen, the frequent ones first, each by falling weight, then by name.
    package let names: [String]
    /// Number of names with a feature of their own; the others share the bucket of the rare.
    package let frequent: Int
    private let codes: [String: Int32]

    package init(names: [String], frequent: Int) {
        self.names = names
        self.frequent = frequent
        codes = Dictionary(zip(names, Int32(0)...), uniquingKeysWith: { first, _ in first })
    }

    /// How often training rows hold a name.
    package struct Tally: Sendable {
        var rows = 0
        var weight = 0.0

        package init() {}

        /// Counts a row of this weight.
        package mutating func add(_ weight: Float) {
            rows += 1
            self.weight += Double(weight)
        }

        fileprivate static func + (left: Tally, right: Tally) -> Tally {
            var sum = left
            sum.rows += right.rows
            sum.weight += right.weight
            return sum
        }
    }

    /// Orders the names of a table's dictionary by the weight of the training rows that hold them, so that what is common
    /// now comes before what once was; names that none holds are left.
    ///
    /// Frequent are those that at least `minCount` rows hold. They come first.
    ///
    /// **Missing and edge values**: spellings that Unicode holds for the same text are one name.
    package init(dictionary: [String], tallies: [Tally], minCount: Int) {
        var total: [String: Tally] = [:]
        for (name, tally) in zip(dictionary, tallies) where tally.rows > 0 {
            total[name, default: Tally()] = total[name, default: Tally()] + tally
        }
        let order = total.sorted { left, right in
            let (isLeft, isRight) = (left.value.rows >= minCount, right.value.rows >= minCount)
            if isLeft != isRight { return isLeft }
            return left.value.weight != right.value.weight
                ? left.value.weight > right.value.weight : left.key < right.key
        }
        self.init(names: order.map(\.key), frequent: order.count { $0.value.rows >= minCount })
    }

    /// Code of a name: its position in `names`, or `names.count` when it was never seen.
    package func code(of name: String) -> Int32 {
        codes[name] ?? Int32(names.count)
    }

    /// Whether training saw the name.
    package func has(_ name: String) -> Bool {
        codes[name] != nil
    }

    /// Codes of all names of a table's dictionary.
    package func translation(of dictionary: [String]) -> [Int32] {
        dictionary.map(code)
    }

    package init(from reader: inout ByteReader) throws {
        let frequent = Int(try reader.read(UInt32.self))
        let names = try reader.readArray(minimumSize: 4) { try $0.read(String.self) }
        guard frequent <= names.count else {
            throw ByteError(offset: reader.offset, message: "\(frequent) frequent of \(names.count) names")
        }
        self.init(names: names, frequent: frequent)
        guard codes.count == names.count else {
            throw ByteError(offset: reader.offset, message: "a name stands twice in a vocabulary")
        }
    }

    package func encode(to writer: inout ByteWriter) {
        writer.write(UInt32(frequent))
        writer.write(names) { $0.write($1) }
    }

    package static func == (left: Vocabulary, right: Vocabulary) -> Bool {
        left.names == right.names && left.frequent == right.frequent
    }
}
