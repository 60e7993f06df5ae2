import Foundation

/// A regular file, mapped for reading only.
///
/// **If the file changes**: Eva never writes into a part's file; a new part is a new file, and one that is removed stays
/// readable for as long as it is mapped. Whoever writes into the file from outside changes its size or its time, and
/// the next use throws. Copies are read from the file, not from the mapping, and end where it ends. What is left is
/// someone who cuts the file short within the milliseconds of a scan: the system ends a process that reads a mapped
/// file beyond its end.
///
/// `@unchecked Sendable`: the memory is never written, and unmapped by the last owner.
final class MappedFile: @unchecked Sendable {
    private let bytes: UnsafeRawBufferPointer
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

    /// Number of bytes that were mapped.
    var count: Int { bytes.count }

    /// The mapped bytes, after a check that nobody has written into the file since it was mapped.
    func withUnsafeBytes<Value>(_ body: (UnsafeRawBufferPointer) throws -> Value) throws -> Value {
        try check()
        return try body(bytes)
    }

    /// A copy of some bytes; fewer where the file has become shorter.
    func copy(_ range: Range<Int>) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: range.count) { buffer, filled in
            while filled < range.count {
                let rest = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
                let count = pread(descriptor, rest.baseAddress, range.count - filled, range.lowerBound + filled)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return }
                filled += count
            }
        }
    }

    private func check() throws(BundleError) {
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
