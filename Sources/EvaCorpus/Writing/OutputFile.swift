import Foundation

/// A file that is written from its beginning, through a buffer.
struct OutputFile: ~Copyable {
    private let path: String
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private static let bufferSize = 256 << 10

    init(path: String) throws(CorpusError) {
        guard !path.utf8.contains(0) else {
            throw CorpusError(.file, "the path has a NUL byte", at: Place(file: "?"), cure: "pass the path of a file")
        }
        var descriptor: Int32
        repeat {
            descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        } while descriptor < 0 && errno == EINTR
        guard descriptor >= 0 else { throw Self.failure("cannot be made", path) }
        self.path = path
        self.descriptor = descriptor
    }

    deinit { Foundation.close(descriptor) }

    mutating func write(_ bytes: some Collection<UInt8>) throws(CorpusError) {
        buffer += bytes
        if buffer.count >= Self.bufferSize { try flush() }
    }

    /// Hands everything to the system; must be called at the end.
    mutating func flush() throws(CorpusError) {
        var written = 0
        while written < buffer.count {
            let count = buffer.withUnsafeBytes {
                Foundation.write(descriptor, $0.baseAddress.map { $0 + written }, $0.count - written)
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw Self.failure("cannot be written", path)
            }
            written += count
        }
        buffer.removeAll(keepingCapacity: true)
    }

    private static func failure(_ what: String, _ path: String) -> CorpusError {
        CorpusError(
            .file,
            "the file \(what): \(String(cString: strerror(errno)))",
            at: Place(file: path),
            cure: "pass a path in a folder that exists and that you may write to"
        )
    }
}
