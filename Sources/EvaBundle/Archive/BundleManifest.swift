import Crypto
package import Foundation

/// The human-readable list of a bundle's parts, with the info that the bundle's writer added.
///
/// The text is JSON with sorted keys. Its first key, `checksum`, is the SHA-256 of all that follows the checksum's
/// line: `tail -n +3 manifest.json | sha256sum`. Nothing in it depends on clock or machine.
struct BundleManifest: Codable {
    static let file = "manifest.json"
    static let format = "eva-bundle"
    static let formatVersion = 1
    static let maximumBytes = 4 << 20

    var format = Self.format
    var formatVersion = Self.formatVersion
    let info: ManifestValue
    var parts: [PartRecord]

    enum CodingKeys: String, CodingKey {
        case format
        case formatVersion = "format_version"
        case info
        case parts
    }

    init(info: ManifestValue, parts: [PartRecord]) {
        self.info = info
        self.parts = parts
    }

    /// The manifest's text.
    func text() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let body = [UInt8](try encoder.encode(self)).dropFirst(2) + [UInt8(ascii: "\n")]
        return Self.head(checksum: hexadecimalDigest(body)) + body
    }

    /// Reads and checks the text; `place` is the manifest's path.
    init(text: [UInt8], place: String) throws(BundleError) {
        let data = Data(text)
        guard let kind = try? JSONDecoder().decode(Kind.self, from: data), kind.format == Self.format else {
            throw BundleError(
                .notABundle,
                "this is not the manifest of an Eva bundle",
                place: place,
                cure: "restore the file, or name the folder of a bundle"
            )
        }
        guard kind.formatVersion <= Self.formatVersion else {
            throw BundleError(
                .newerFormat,
                "bundle format \(kind.formatVersion), and this Eva reads up to \(Self.formatVersion)",
                place: place,
                cure: "use a newer Eva"
            )
        }
        let head = Self.head(checksum: hexadecimalDigest(text.dropFirst(Self.headCount)))
        guard text.starts(with: head) else {
            throw BundleError(
                .alteredManifest,
                "the manifest was altered after it was written",
                place: place,
                cure: "restore the bundle from where it came"
            )
        }
        do {
            self = try JSONDecoder().decode(Self.self, from: data)
        } catch {
            throw BundleError(
                .invalidManifest,
                "the manifest lacks what it must hold: \(Self.words(error))",
                place: place,
                cure: "restore the bundle from where it came"
            )
        }
        for (index, part) in parts.enumerated() {
            let repeated = parts[..<index].contains { $0.name == part.name }
            guard part.isValid, !repeated else {
                throw BundleError(
                    .invalidManifest,
                    "entry \(index + 1) of `parts` is not valid",
                    place: place,
                    cure: "restore the bundle from where it came"
                )
            }
        }
    }

    /// What is wrong with a value that could not be decoded, and where in the manifest it is.
    static func words(_ error: any Error) -> String {
        guard let error = error as? DecodingError else { return "\(error)" }
        switch error {
        case .keyNotFound(let key, let context):
            return "`\((context.codingPath + [key]).map(\.stringValue).joined(separator: "."))` is missing"
        case .valueNotFound(_, let context), .typeMismatch(_, let context), .dataCorrupted(let context):
            return "`\(context.codingPath.map(\.stringValue).joined(separator: "."))` is not what it should be"
        @unknown default:
            return "\(error)"
        }
    }

    private struct Kind: Decodable {
        let format: String
        let formatVersion: Int

        enum CodingKeys: String, CodingKey {
            case format
            case formatVersion = "format_version"
        }
    }

    private static let headCount = head(checksum: String(repeating: "0", count: 64)).count

    private static func head(checksum: String) -> [UInt8] {
        Array("{\n  \"checksum\" : \"\(checksum)\",\n".utf8)
    }
}

/// SHA-256 in lower-case hexadecimal digits.
package func hexadecimalDigest(_ bytes: some DataProtocol) -> String {
    hexadecimal(SHA256.hash(data: bytes))
}

/// A digest in lower-case hexadecimal digits.
func hexadecimal(_ digest: SHA256.Digest) -> String {
    digest
        .map { byte in
            String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }
        .joined()
}
