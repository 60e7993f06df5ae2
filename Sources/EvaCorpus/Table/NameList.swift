/// Names that are known before any case is read, with their codes: their positions.
///
/// A column that begins with such a list gives its names the same codes in every table, so that what was worked out for
/// a name can be looked up by its code. Lists are told apart by identity.
public final class NameList: Sendable {
    /// The names, each once.
    public let names: [String]
    private let dictionary: ByteDictionary

    /// Creates a list of distinct names.
    public init(_ names: [String]) {
        self.names = names
        dictionary = ByteDictionary(names)
    }

    /// Number of names.
    public var count: Int { names.count }

    /// Code of the name `source[start..<end]`, to the byte.
    @inline(__always)
    func code(of source: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        dictionary.code(of: source, start, end)
    }
}
