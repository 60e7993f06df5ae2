import Crypto
import Foundation

/// Random bytes and texts that nobody can guess.
enum Secret {
    static func bytes(_ count: Int) -> Data {
        var generator = SystemRandomNumberGenerator()
        let words: [UInt64] = (0..<(count + 7) / 8).map { _ in generator.next() }
        return Data((0..<count).map { UInt8(truncatingIfNeeded: words[$0 / 8] >> (8 * ($0 % 8))) })
    }

    /// 256 random bits that go into a cookie or a header.
    static func token() -> String {
        bytes(32).base64EncodedString()
            .replacing("+", with: "-")
            .replacing("/", with: "_")
            .replacing("=", with: "")
    }

    /// 80 random bits that a person types, in groups of four letters and digits that cannot be confused.
    static func code() -> String {
        letters(16).enumerated().map { $0 > 0 && $0 % 4 == 0 ? "-\($1)" : "\($1)" }.joined()
    }

    /// Identifier for a case that came without.
    static func caseID() -> String { "eva-" + letters(16).lowercased() }

    /// How tokens and codes are kept: they have so much randomness that a plain hash cannot be turned back.
    static func hash(_ secret: String) -> Data {
        Data(SHA256.hash(data: Data(secret.utf8)))
    }

    private static func letters(_ count: Int) -> String {
        let alphabet = Array("ABCDEFGHJKMNPQRSTVWXYZ0123456789")
        return String(bytes(count).map { alphabet[Int($0 & 31)] })
    }
}
