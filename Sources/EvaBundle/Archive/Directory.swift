import Foundation

/// An open folder: reads follow no symbolic link, writes are on disk when they return.
struct Directory: ~Copyable {
    let path: String
    private let descriptor: Int32

    init(_ path: String) throws(BundleError) {
        self.path = path
        descriptor = Foundation.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else {
            let reason = errno
            if reason == ENOENT || reason == ENOTDIR {
                throw BundleError(.notFound, "there is no such folder", place: path, cure: "name an existing folder")
            }
            throw Self.failure("cannot open the folder", reason, path)
        }
    }

    deinit { close(descriptor) }

    func place(_ name: String) -> String { path + "/" + name }

    /// Names of what is in the folder, sorted.
    func names() throws(BundleError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        } catch {
            throw BundleError(.fileSystem, "cannot list the folder", place: path, cure: "check its permissions")
        }
    }

    /// Reads a regular file, `nil` when there is none.
    ///
    /// `check` sees its size before anything is allocated for it.
    func read(
        _ name: String,
        check: (_ size: Int) throws(BundleError) -> Void
    ) throws(BundleError) -> [UInt8]? {
        guard let (file, size) = try open(name) else { return nil }
        defer { close(file) }
        try check(size)
        var bytes = [UInt8](repeating: 0, count: size)
        var filled = 0
        while filled < size {
            let count = bytes.withUnsafeMutableBytes { buffer in
                Foundation.read(file, buffer.baseAddress?.advanced(by: filled), size - filled)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Self.failure("cannot read the file", errno, "\(place(name)):\(filled)") }
            filled += count
        }
        return bytes
    }

    /// Maps a regular file, `nil` when there is none; one without a byte is content in memory.
    func map(
        _ name: String,
        check: (_ size: Int) throws(BundleError) -> Void
    ) throws(BundleError) -> PartContent? {
        guard let (file, size) = try open(name) else { return nil }
        do throws(BundleError) {
            try check(size)
        } catch {
            close(file)
            throw error
        }
        guard size > 0 else {
            close(file)
            return PartContent([])
        }
        return PartContent(try MappedFile(descriptor: file, size: size, place: place(name)))
    }

    /// Opens a regular file for reading and tells its size, `nil` when there is none.
    private func open(_ name: String) throws(BundleError) -> (file: Int32, size: Int)? {
        let file = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else {
            let reason = errno
            if reason == ENOENT { return nil }
            if reason == ELOOP { throw notRegular(name) }
            throw Self.failure("cannot open the file", reason, place(name))
        }
        var status = stat()
        let isKnown = fstat(file, &status) == 0
        let reason = errno
        guard isKnown, status.st_mode & S_IFMT == S_IFREG else {
            close(file)
            throw isKnown ? notRegular(name) : Self.failure("cannot read the file", reason, place(name))
        }
        return (file, Int(status.st_size))
    }

    /// Writes a file that must not exist yet.
    func create(_ name: String, _ bytes: [UInt8]) throws(BundleError) {
        let file = openat(descriptor, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw Self.failure("cannot create the file", errno, place(name)) }
        defer { close(file) }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                write(file, buffer.baseAddress?.advanced(by: written), bytes.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Self.failure("cannot write the file", errno, "\(place(name)):\(written)") }
            written += count
        }
        guard fsync(file) == 0 else { throw Self.failure("cannot write the file", errno, place(name)) }
    }

    /// Replaces a file in one step: readers see the old bytes or the new ones, after a crash too.
    func replace(_ name: String, with bytes: [UInt8]) throws(BundleError) {
        let incoming = Self.incomingPrefix + name
        try remove(incoming)
        try create(incoming, bytes)
        guard renameat(descriptor, incoming, descriptor, name) == 0 else {
            throw Self.failure("cannot replace the file", errno, place(name))
        }
        try synchronize()
    }

    /// Removes a file, if there is one.
    func remove(_ name: String) throws(BundleError) {
        guard unlinkat(descriptor, name, 0) == 0 || errno == ENOENT else {
            throw Self.failure("cannot remove the file", errno, place(name))
        }
    }

    /// Puts the folder's own entries on disk.
    func synchronize() throws(BundleError) {
        guard fsync(descriptor) == 0 else { throw Self.failure("cannot write the folder", errno, path) }
    }

    /// Waits until no other process or thread holds the folder, and holds it until `self` ends.
    func lock() throws(BundleError) {
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw Self.failure("cannot lock the folder", errno, path) }
        }
    }

    /// What the names of files begin with that are still being written, or that a crash left half written.
    static let incomingPrefix = ".incoming-"

    static func failure(_ what: String, _ reason: Int32, _ place: String) -> BundleError {
        BundleError(
            .fileSystem,
            "\(what): \(String(cString: strerror(reason)))",
            place: place,
            cure: "check the path, its permissions and the free space"
        )
    }

    private func notRegular(_ name: String) -> BundleError {
        BundleError(
            .notARegularFile,
            "this is a link, a folder or a device",
            place: place(name),
            cure: "put a regular file there"
        )
    }
}
