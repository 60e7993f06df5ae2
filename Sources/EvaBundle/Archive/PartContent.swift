import Crypto
import Foundation

/// The content of a part: in memory, or mapped from the part's file where it is large.
public struct PartContent: Sendable {
    private enum Storage {
        case memory([UInt8])
        case mapped(MappedFile)
    }

    private let storage: Storage

    /// Content in memory.
    public init(_ bytes: [UInt8]) {
        storage = .memory(bytes)
    }

    init(_ file: MappedFile) {
        storage = .mapped(file)
    }

    /// Number of bytes.
    public var count: Int {
        switch storage {
        case .memory(let bytes): bytes.count
        case .mapped(let file): file.count
        }
    }

    /// Whether the content is a file's, mapped.
    public var isMapped: Bool {
        if case .mapped = storage { true } else { false }
    }

    /// A copy of all bytes; fewer where someone has cut a mapped file short.
    public var bytes: [UInt8] {
        switch storage {
        case .memory(let bytes): bytes
        case .mapped(let file): file.copy(0..<file.count)
        }
    }

    /// A copy of some bytes; `nil` where there are not so many.
    public func bytes(_ range: Range<Int>) -> [UInt8]? {
        guard range.lowerBound >= 0, range.upperBound <= count else { return nil }
        switch storage {
        case .memory(let bytes): return Array(bytes[range])
        case .mapped(let file):
            let copy = file.copy(range)
            return copy.count == range.count ? copy : nil
        }
    }

    /// The bytes for a kernel, which must stay inside of them and end soon.
    ///
    /// **Throws** a `BundleError` when someone has written into a mapped file, and what `body` throws.
    package func withUnsafeBytes<Value>(_ body: (UnsafeRawBufferPointer) throws -> Value) throws -> Value {
        switch storage {
        case .memory(let bytes): try bytes.withUnsafeBytes(body)
        case .mapped(let file): try file.withUnsafeBytes(body)
        }
    }

    /// SHA-256 in lower-case hexadecimal digits.
    var sha256: String {
        guard case .mapped(let file) = storage else { return hexadecimalDigest(bytes) }
        let piece = 1 << 20
        var hash = SHA256()
        for start in stride(from: 0, to: file.count, by: piece) {
            hash.update(data: file.copy(start..<min(start + piece, file.count)))
        }
        return hexadecimal(hash.finalize())
    }
}

extension PartContent: Equatable {
    /// Equality of the bytes.
    public static func == (left: PartContent, right: PartContent) -> Bool {
        left.count == right.count && left.bytes == right.bytes
    }
}
