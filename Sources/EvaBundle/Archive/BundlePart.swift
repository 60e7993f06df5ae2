/// A named piece of a bundle; what its bytes mean is known to whoever writes it.
public struct BundlePart: Sendable, Equatable {
    /// Lower-case letters, digits and underscores, starting with a letter.
    public let name: String
    /// Version of the part's own format, from 1.
    public let version: Int
    /// Content.
    public let content: PartContent
    /// Whether a bundle is whole without it; only optional parts can be added or replaced later.
    public let optional: Bool

    /// Creates a part.
    public init(name: String, version: Int, bytes: [UInt8], optional: Bool = false) {
        self.init(name: name, version: version, content: PartContent(bytes), optional: optional)
    }

    /// Creates a part of content that may be mapped.
    public init(name: String, version: Int, content: PartContent, optional: Bool = false) {
        self.name = name
        self.version = version
        self.content = content
        self.optional = optional
    }

    /// A copy of the content.
    public var bytes: [UInt8] { content.bytes }

    static func isName(_ name: some StringProtocol) -> Bool {
        let utf8 = name.utf8
        guard let first = utf8.first, UInt8(ascii: "a")...UInt8(ascii: "z") ~= first, utf8.count <= 64 else {
            return false
        }
        return utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
            default: false
            }
        }
    }
}
