import Foundation

/// Bytes of a small file; `path` `-` is standard input.
func wholeFile(_ path: String, maxBytes: Int) throws(CorpusError) -> [UInt8] {
    var file = try InputFile(path: path)
    var bytes = [UInt8](repeating: 0, count: 64 << 10)
    var count = 0
    while true {
        let read = try file.read(into: &bytes, at: count)
        if read == 0 { break }
        count += read
        guard count <= maxBytes else {
            throw CorpusError(
                .recordSize,
                "the file is larger than \(maxBytes >> 20) MiB",
                at: Place(file: path),
                cure: "pass the right file"
            )
        }
        if count == bytes.count { bytes += [UInt8](repeating: 0, count: bytes.count) }
    }
    return Array(bytes[..<count])
}
