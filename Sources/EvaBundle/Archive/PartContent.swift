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
        case .mapped(let file): file.bytes.count
        }
    }

    /// Whether the content is a file's, mapped.
    public var isMapped: Bool {
        if case .mapped = storage { true } else { false }
    }

    /// A copy of all bytes.
    public var bytes: [UInt8] {
        switch storage {
        case .memory(let bytes): bytes
        case .mapped(let file): Array(file.bytes)
        }
    }

    /// A copy of some bytes; `nil` where there are not so many.
    public func bytes(_ range: Range<Int>) -> [UInt8]? {
        guard range.lowerBound >= 0, range.upperBound <= count else { return nil }
        return withUnsafeBytes { Array($0[range]) }
    }

    /// Throws when the content is mapped and someone has written into its file since; to be called before each use.
    public func check() throws(BundleError) {
        if case .mapped(let file) = storage { try file.check() }
    }

    /// The bytes for a kernel, which must stay inside of them.
    package func withUnsafeBytes<Value>(_ body: (UnsafeRawBufferPointer) throws -> Value) rethrows -> Value {
        switch storage {
        case .memory(let bytes): try bytes.withUnsafeBytes(body)
        case .mapped(let file): try body(file.bytes)
        }
    }

    /// SHA-256 in lower-case hexadecimal digits.
    var sha256: String {
        withUnsafeBytes { bytes in
            var hash = SHA256()
            hash.update(bufferPointer: bytes)
            return hexadecimal(hash.finalize())
        }
    }
}

extension PartContent: Equatable {
    /// Equality of the bytes.
    public static func == (left: PartContent, right: PartContent) -> Bool {
        left.withUnsafeBytes { left in right.withUnsafeBytes { left.elementsEqual($0) } }
    }
}
