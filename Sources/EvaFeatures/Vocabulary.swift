package import EvaCorpus
package import EvaNumerics

/// Names seen in training: the frequent ones, which have a feature of their own, come first.
package struct Vocabulary: Sendable, Equatable {
    /// All names seen, by falling count, then by name; their positions are their codes.
    package let list: NameList
    /// Number of names with a feature of their own; the others share the bucket of the rare.
    package let frequent: Int
    private let codes: [String: Int32]

    package init(names: [String], frequent: Int) {
        list = NameList(names)
        self.frequent = frequent
        codes = Dictionary(zip(names, Int32(0)...), uniquingKeysWith: { first, _ in first })
    }

    /// Orders the names of a table's dictionary by how often training rows hold them; names that none holds are left.
    ///
    /// **Missing and edge values**: spellings that Unicode holds for the same text are one name.
    package init(dictionary: [String], counts: [Int], minCount: Int) {
        var total: [String: Int] = [:]
        for (name, count) in zip(dictionary, counts) where count > 0 { total[name, default: 0] += count }
        let order = total.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
        self.init(names: order.map(\.key), frequent: order.count { $0.value >= minCount })
    }

    /// All names seen, by falling count, then by name.
    package var names: [String] { list.names }

    /// Code that stands for all names that were never seen.
    var unseen: Int32 { Int32(list.count) }

    /// Code of a column's code, whose name is one of `names`.
    @inline(__always)
    func code(_ code: Int32, of names: [String], known: NameList?) -> Int32 {
        known === list && code < unseen ? code : self.code(of: names[Int(code)])
    }

    /// Code of a name: its position in `names`, or `names.count` when it was never seen.
    package func code(of name: String) -> Int32 {
        codes[name] ?? unseen
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
