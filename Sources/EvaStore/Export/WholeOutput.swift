import Foundation

/// A text file that appears as a whole once it is finished, and that only its owner may read.
struct WholeOutput: ~Copyable {
    private let path: String
    private let incoming: String
    private let file: FileHandle
    private var buffer = Data()
    private static let bufferSize = 256 << 10

    init(path: String) throws {
        self.path = path
        incoming = path + ".incoming"
        let descriptor = open(incoming, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw StoreBackup.failure("cannot be made", incoming) }
        file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    deinit { unlink(incoming) }

    /// Appends a line.
    mutating func write(_ line: String) throws {
        buffer.append(contentsOf: line.utf8)
        buffer.append(UInt8(ascii: "\n"))
        if buffer.count >= Self.bufferSize { try flush() }
    }

    /// Puts the file in place.
    mutating func finish() throws {
        try flush()
        guard fsync(file.fileDescriptor) == 0 else { throw StoreBackup.failure("cannot be written", path) }
        guard rename(incoming, path) == 0 else { throw StoreBackup.failure("cannot be put in place", path) }
    }

    private mutating func flush() throws {
        do {
            try file.write(contentsOf: buffer)
        } catch {
            throw StoreError(
                .fileSystem,
                "the file cannot be written",
                place: path,
                cure: "check the folder, its permissions and the free space"
            )
        }
        buffer.removeAll(keepingCapacity: true)
    }
}
