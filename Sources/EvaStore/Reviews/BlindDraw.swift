import Crypto
import Foundation
import GRDB

/// Draws cases for blind re-review: by a keyed hash of the case's identifier, so that nobody can tell beforehand which
/// cases are drawn, and neither agent nor answer has a say in it.
struct BlindDraw {
    private static let name = "blind_draw_key"
    private let key: SymmetricKey

    /// Reads the installation's key; makes it the first time.
    init(_ db: Database) throws {
        if let row = try db.first("SELECT value FROM meta WHERE key = ?", [Self.name]) {
            key = SymmetricKey(data: try row.value("value") as Data)
        } else {
            let bytes = Secret.bytes(32)
            try db.run("INSERT INTO meta (key, value) VALUES (?, ?)", [Self.name, bytes])
            key = SymmetricKey(data: bytes)
        }
    }

    /// Whether a case is among the `share` that is drawn.
    func draws(_ id: String, share: Double) -> Bool {
        let code = HMAC<SHA256>.authenticationCode(for: Data(id.utf8), using: key)
        let bits = code.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return Double(bits >> 11) * 0x1p-53 < share
    }
}
