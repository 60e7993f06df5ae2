/// The bytes of a file, decompressed when its name ends in `.gz`.
struct ByteSource: ~Copyable {
    private var file: InputFile
    private var gzip: GzipDecoder?

    init(path: String) throws(CorpusError) {
        let file = try InputFile(path: path)
        let gzip = path.lowercased().hasSuffix(".gz") ? try GzipDecoder(path: path) : nil
        self.file = file
        self.gzip = gzip
    }

    /// Bytes of the file on disk used so far.
    private(set) var position = 0
    /// Size of the file on disk; 0 when unknown.
    var size: Int { file.size }

    /// Reads into `buffer` from `offset` on; 0 at the end.
    mutating func read(into buffer: inout [UInt8], at offset: Int) throws(CorpusError) -> Int {
        if let count = try gzip?.read(from: &file, into: &buffer, at: offset) {
            position = file.position - (gzip?.unused ?? 0)
            return count
        }
        let count = try file.read(into: &buffer, at: offset)
        position = file.position
        return count
    }
}
