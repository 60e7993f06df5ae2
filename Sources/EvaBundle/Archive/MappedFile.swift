import Foundation

/// A regular file, mapped for reading only.
///
/// **If the file changes**: Eva never writes into a part's file; a new part is a new file, and one that is removed stays
/// readable for as long as it is mapped. Whoever writes into the file from outside changes its size or its time, and
/// `check`, which comes before each use, then throws. What no program can be kept from is cutting the file short during
/// the milliseconds of a use; the system ends a process that reads beyond the end of a mapped file.
///
/// `@unchecked Sendable`: the memory is never written, and unmapped by the last owner.
final class MappedFile: @unchecked Sendable {
    let bytes: UnsafeRawBufferPointer
    private let descriptor: Int32
    private let place: String
    private let stamp: Stamp

    /// What the system changes when someone writes into the file; links to it may come and go.
    private struct Stamp: Equatable {
        let size: Int
        let seconds: Int
        let nanoseconds: Int

        init?(_ descriptor: Int32) {
            var status = stat()
            guard fstat(descriptor, &status) == 0 else { return nil }
            size = Int(status.st_size)
            #if canImport(Darwin)
            let time = status.st_mtimespec
            #else
            let time = status.st_mtim
            #endif
            (seconds, nanoseconds) = (Int(time.tv_sec), Int(time.tv_nsec))
        }
    }

    /// Maps an open file of `size` bytes, at least one, and closes it in the end, also when it throws.
    init(descriptor: Int32, size: Int, place: String) throws(BundleError) {
        guard
            let stamp = Stamp(descriptor), stamp.size == size, size > 0,
            let memory = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), memory != MAP_FAILED
        else {
            let reason = errno
            close(descriptor)
            throw Directory.failure("cannot map the file", reason, place)
        }
        self.descriptor = descriptor
        self.place = place
        self.stamp = stamp
        bytes = UnsafeRawBufferPointer(start: memory, count: size)
    }

    deinit {
        munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
        close(descriptor)
    }

    /// Throws when the file is no longer what was mapped.
    func check() throws(BundleError) {
        guard Stamp(descriptor) == stamp else {
            throw BundleError(
                .alteredPart,
                "the file was written into while it was in use",
                place: place,
                cure: "restore the bundle from where it came, and start anew"
            )
        }
    }
}
