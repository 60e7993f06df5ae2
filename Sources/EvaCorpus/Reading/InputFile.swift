import Foundation

/// An open file, read from its beginning to its end.
struct InputFile: ~Copyable {
    let path: String
    /// Size in bytes; 0 where the system does not know it, as for a pipe.
    let size: Int
    /// Bytes read so far.
    private(set) var position = 0
    private let descriptor: Int32

    init(path: String) throws(CorpusError) {
        self.path = path
        guard !path.utf8.contains(0) else {
            throw CorpusError(
                .file,
                "the path has a NUL byte",
                at: Place(file: "?"),
                cure: "pass the path of a file"
            )
        }
        var descriptor: Int32
        repeat { descriptor = open(path, O_RDONLY | O_CLOEXEC) } while descriptor < 0 && errno == EINTR
        guard descriptor >= 0 else { throw Self.failure("cannot be opened", path: path) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            let error = Self.failure("cannot be examined", path: path)
            close(descriptor)
            throw error
        }
        guard status.st_mode & S_IFMT != S_IFDIR else {
            close(descriptor)
            throw CorpusError(.file, "this is a folder", at: Place(file: path), cure: "pass the path of a file")
        }
        self.descriptor = descriptor
        size = Int(status.st_size)
    }

    deinit { close(descriptor) }

    /// Reads into `buffer` from `offset` on; 0 at the end of the file.
    mutating func read(into buffer: inout [UInt8], at offset: Int) throws(CorpusError) -> Int {
        precondition(offset <= buffer.count, "no room to read")
        let descriptor = descriptor
        var count = 0
        repeat {
            count = buffer.withUnsafeMutableBytes { bytes in
                let room = UnsafeMutableRawBufferPointer(rebasing: bytes[offset...])
                return Foundation.read(descriptor, room.baseAddress, room.count)
            }
        } while count < 0 && errno == EINTR
        guard count >= 0 else { throw Self.failure("cannot be read", path: path) }
        position += count
        return count
    }

    private static func failure(_ what: String, path: String) -> CorpusError {
        CorpusError(
            .file,
            "the file \(what): \(String(cString: strerror(errno)))",
            at: Place(file: path),
            cure: "pass the path of a file that exists and that you may read"
        )
    }
}
