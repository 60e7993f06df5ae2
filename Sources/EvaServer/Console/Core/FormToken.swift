import Crypto
import Foundation

/// The token in every form, which says that the form is one of ours: bound to the session, or for somebody who is not
/// logged in to a cookie of their own, so that no other site can know it.
struct FormToken {
    private let key: SymmetricKey
    private static let purpose = Data("eva form".utf8)

    init(secret: String) {
        key = SymmetricKey(data: Data(secret.utf8))
    }

    var text: String {
        HMAC<SHA256>.authenticationCode(for: Self.purpose, using: key)
            .map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    /// Takes as long for any wrong text.
    func allows(_ other: String?) -> Bool {
        let (own, other) = (Array(text.utf8), Array((other ?? "").utf8))
        guard own.count == other.count else { return false }
        return zip(own, other).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// 128 random bits for somebody who is not logged in.
    static func newSecret() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<32).map { _ in String(UInt8.random(in: 0..<16, using: &generator), radix: 16) }.joined()
    }
}
