/// What the manifest says of a part.
public struct PartRecord: Sendable, Equatable, Codable {
    /// Name of the part.
    public let name: String
    /// Name of its file: the part's name and the start of its SHA-256, so that a replaced part never shares a file with
    /// the one it replaces.
    public let file: String
    /// Version of the part's own format.
    public let version: Int
    /// Size of the file.
    public let bytes: Int
    /// SHA-256 of the file, in hexadecimal digits.
    public let sha256: String
    /// Whether the bundle is whole without it.
    public let optional: Bool

    init(_ part: BundlePart) {
        name = part.name
        version = part.version
        bytes = part.content.count
        sha256 = part.content.sha256
        optional = part.optional
        file = Self.file(name: name, sha256: sha256)
    }

    /// Whether name and file are of the form that the writer gives them.
    var isValid: Bool {
        BundlePart.isName(name) && version >= 1 && bytes >= 0 && sha256.utf8.count == 64
            && file == Self.file(name: name, sha256: sha256)
    }

    /// The part that a file name would belong to; `nil` for other names.
    static func part(ofFile file: String) -> Substring? {
        guard file.hasSuffix(".bin"), let dash = file.lastIndex(of: "-"), BundlePart.isName(file[..<dash]) else {
            return nil
        }
        let digits = file[file.index(after: dash)...].dropLast(4)
        let isDigest = digits.utf8.count == digestDigits && digits.allSatisfy { $0.isHexDigit && !$0.isUppercase }
        return isDigest ? file[..<dash] : nil
    }

    private static let digestDigits = 16

    private static func file(name: String, sha256: String) -> String {
        "\(name)-\(sha256.prefix(digestDigits)).bin"
    }
}
