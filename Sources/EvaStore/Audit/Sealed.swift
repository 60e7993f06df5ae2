import Foundation

/// A record that the audit vouches for: the row that tells of it holds two hashes.
///
/// `content` is over the personal part with the case's salt, `record` over the rest and `content`. A purge removes the
/// personal part and the salt: nothing can be guessed from `content` then, and the rest can still be proved.
protocol Sealed {
    /// Name of the kind; also in the audit.
    static var kind: String { get }
    /// Number in its table.
    var key: Int64 { get }
    /// The personal part; `nil` where there is none, or after a purge.
    var personal: String? { get }
    /// Number of the audit's latest row about it.
    var audit: Int64 { get }
    /// Adds all that never changes and is not personal.
    func add(to digest: inout Digest)
}

extension Sealed {
    func content(salt: Data) -> String {
        var digest = Digest("eva content 1")
        digest.add(salt)
        digest.add(personal)
        return digest.bytes.hexadecimal
    }

    func record(content: String) -> String {
        var digest = Digest("eva \(Self.kind) 1")
        digest.add(key)
        add(to: &digest)
        digest.add(content)
        return digest.bytes.hexadecimal
    }

    /// What the audit's row holds.
    func seal(salt: Data, _ more: [(key: String, value: AuditDetail.Value)] = []) -> AuditDetail {
        let content = content(salt: salt)
        return AuditDetail(
            [
                ("kind", .text(Self.kind)), ("key", .number(key)), ("content", .text(content)),
                ("record", .text(record(content: content))),
            ] + more
        )
    }
}
