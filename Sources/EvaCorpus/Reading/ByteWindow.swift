/// A sliding window over a file's bytes, decompressed when the file is.
struct ByteWindow: ~Copyable {
    /// Bytes that one refill asks for.
    static let chunk = 1 << 18

    /// The window's memory; `bytes[start..<end]` is what has been read and not taken.
    private(set) var bytes = [UInt8](repeating: 0, count: 2 * chunk)
    private(set) var start = 0
    private(set) var end = 0
    /// Whether the file has no more bytes than the window holds.
    private(set) var isAtEnd = false
    private var source: ByteSource

    init(path: String) throws(CorpusError) {
        source = try ByteSource(path: path)
    }

    /// Bytes of the file on disk read so far.
    var position: Int { source.position }
    /// Size of the file on disk; 0 when unknown.
    var size: Int { source.size }

    /// Gives up what lies before `position`.
    mutating func take(upTo position: Int) {
        precondition(position >= start && position <= end, "taken what is not there")
        start = position
    }

    /// Reads on.
    ///
    /// Bytes not yet taken move to the front; the window grows when they fill half of it.
    mutating func fill() throws(CorpusError) {
        if isAtEnd { return }
        let kept = end - start
        if start > 0 {
            bytes.withUnsafeMutableBytes { memory in
                let rest = UnsafeRawBufferPointer(rebasing: memory[start..<end])
                UnsafeMutableRawBufferPointer(rebasing: memory[..<kept]).copyMemory(from: rest)
            }
            start = 0
            end = kept
        }
        if bytes.count - end < Self.chunk {
            bytes += [UInt8](repeating: 0, count: max(Self.chunk, bytes.count))
        }
        let count = try source.read(into: &bytes, at: end)
        end += count
        isAtEnd = count == 0
    }
}
