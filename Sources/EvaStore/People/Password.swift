import CArgon2
import Foundation

/// Hashes of passwords: argon2id with 19 MiB, two passes and one lane, as OWASP recommends.
///
/// **Source** RFC 9106; OWASP Password Storage Cheat Sheet.
enum Password {
    private static let passes: UInt32 = 2
    private static let kibibytes: UInt32 = 19 * 1024
    private static let lanes: UInt32 = 1
    private static let hashLength = 32
    /// Fewest characters and most bytes of a password.
    static let lengths = (fewest: 12, most: 1024)

    /// A hash that no password has; checked for unknown users, so that they take as long as known ones.
    static let none =
        "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

    /// **Throws** `invalid` when the password is too short or too long.
    static func check(_ password: String) throws(StoreError) {
        guard password.count >= lengths.fewest, password.utf8.count <= lengths.most else {
            throw StoreError(
                .invalid,
                "the password has fewer than \(lengths.fewest) characters, or more than \(lengths.most) bytes",
                place: "$.password",
                cure: "choose a sentence that only you know"
            )
        }
    }

    /// The hash with its salt and settings, in the usual text form.
    static func hash(_ password: String) throws(StoreError) -> String {
        let salt = [UInt8](Secret.bytes(16))
        let bytes = normalized(password)
        let length = argon2_encodedlen(
            passes,
            kibibytes,
            lanes,
            UInt32(salt.count),
            UInt32(hashLength),
            Argon2_id
        )
        var encoded = [CChar](repeating: 0, count: Int(length))
        let result = argon2id_hash_encoded(
            passes,
            kibibytes,
            lanes,
            bytes,
            bytes.count,
            salt,
            salt.count,
            hashLength,
            &encoded,
            encoded.count
        )
        guard result == ARGON2_OK.rawValue else { throw failure("hashed", result) }
        return String(decoding: encoded.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Whether a password has the hash.
    ///
    /// **Throws** when it cannot be told: that is no wrong password, and must not count as one.
    static func verify(_ password: String, _ encoded: String) throws(StoreError) -> Bool {
        let bytes = normalized(password)
        let result = argon2id_verify(encoded, bytes, bytes.count)
        switch result {
        case ARGON2_OK.rawValue: return true
        case ARGON2_VERIFY_MISMATCH.rawValue: return false
        default: throw failure("checked", result)
        }
    }

    private static func failure(_ what: String, _ result: Int32) -> StoreError {
        StoreError(
            .overloaded,
            "the password could not be \(what) (argon2: \(String(cString: argon2_error_message(result))))",
            place: "password",
            cure: "free memory: a hash takes 19 MiB"
        )
    }

    /// The same characters typed on different machines give the same bytes.
    private static func normalized(_ password: String) -> [UInt8] {
        Array(password.precomposedStringWithCompatibilityMapping.utf8)
    }
}
