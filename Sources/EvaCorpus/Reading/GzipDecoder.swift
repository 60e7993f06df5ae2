import CZlib

/// Decompresses gzip, one member after another.
///
/// **Source** RFC 1952; zeros behind the last member are padding, as gzip takes them.
struct GzipDecoder: ~Copyable {
    private let path: String
    /// zlib keeps the stream's address, so it must not move.
    private let stream: UnsafeMutablePointer<z_stream>
    private var input = [UInt8](repeating: 0, count: 256 << 10)
    private var inputStart = 0
    private var inputEnd = 0
    private var isBetweenMembers = true
    private var members = 0
    private var isInputDone = false

    /// Compressed bytes read and not yet decompressed.
    var unused: Int { inputEnd - inputStart }

    init(path: String) throws(CorpusError) {
        self.path = path
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        guard eva_inflate_init(stream) == Z_OK else {
            stream.deallocate()
            throw CorpusError(.compression, "zlib does not start", at: Place(file: path), cure: "free some memory")
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Reads into `buffer` from `offset` on; 0 at the end.
    mutating func read(
        from file: inout InputFile,
        into buffer: inout [UInt8],
        at offset: Int
    ) throws(CorpusError) -> Int {
        precondition(offset < buffer.count, "no room to read")
        while true {
            if inputStart == inputEnd, !isInputDone {
                inputStart = 0
                inputEnd = try file.read(into: &input, at: 0)
                isInputDone = inputEnd == 0
            }
            if isBetweenMembers {
                if members > 0 {
                    while inputStart < inputEnd, input[inputStart] == 0 { inputStart += 1 }
                    if inputStart == inputEnd, !isInputDone { continue }
                }
                if inputStart == inputEnd, members > 0 { return 0 }
                isBetweenMembers = false
            }
            if isInputDone, inputStart == inputEnd { throw damaged("it ends early") }
            let (status, consumed, produced) = inflateOnce(into: &buffer, at: offset)
            inputStart += consumed
            switch status {
            case Z_STREAM_END:
                members += 1
                isBetweenMembers = true
                guard inflateReset(stream) == Z_OK else { throw damaged("its members do not follow one another") }
            case Z_OK, Z_BUF_ERROR: break
            default: throw damaged(stream.pointee.msg.map { String(cString: $0) } ?? "it is no gzip file")
            }
            if produced > 0 { return produced }
        }
    }

    private mutating func inflateOnce(
        into buffer: inout [UInt8],
        at offset: Int
    ) -> (status: Int32, consumed: Int, produced: Int) {
        let available = inputEnd - inputStart
        let stream = stream
        let inputStart = inputStart
        let room = min(buffer.count - offset, Int(Int32.max))
        return input.withUnsafeMutableBufferPointer { source in
            buffer.withUnsafeMutableBufferPointer { target in
                stream.pointee.next_in = source.baseAddress.map { $0 + inputStart }
                stream.pointee.avail_in = UInt32(available)
                stream.pointee.next_out = target.baseAddress.map { $0 + offset }
                stream.pointee.avail_out = UInt32(room)
                let status = inflate(stream, Z_NO_FLUSH)
                return (status, available - Int(stream.pointee.avail_in), room - Int(stream.pointee.avail_out))
            }
        }
    }

    private func damaged(_ what: String) -> CorpusError {
        CorpusError(
            .compression,
            "the compressed file is damaged: \(what)",
            at: Place(file: path),
            cure: "fetch or compress it again"
        )
    }
}
