import Crypto
import Foundation

/// SHA-256 of files, read in pieces.
public enum FileHash {
    private static let piece = 1 << 20

    /// SHA-256 of a file's bytes, in lower-case hexadecimal.
    ///
    /// **Throws**: `BundleError` when the file cannot be read.
    public static func sha256(path: String) throws(BundleError) -> String {
        do {
            let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? file.close() }
            var hash = SHA256()
            while let data = try file.read(upToCount: piece), !data.isEmpty { hash.update(data: data) }
            return hexadecimal(hash.finalize())
        } catch {
            throw BundleError(
                .fileSystem,
                "cannot be read",
                place: path,
                cure: "check that it is there and may be read"
            )
        }
    }

    /// What stands for several files: the digest of the only one, or else the SHA-256 of the digests, a line each.
    public static func sha256(of digests: [String]) -> String {
        guard digests.count != 1 else { return digests[0] }
        return hexadecimalDigest(Array(digests.map { $0 + "\n" }.joined().utf8))
    }
}
