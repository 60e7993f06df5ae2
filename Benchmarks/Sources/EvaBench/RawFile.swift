import ArgumentParser
import Foundation

/// Files that hold nothing but the bytes of an array; Benchmarks/bench/simulated.py writes them.
struct RawFile {
    let path: String

    init(_ folder: String, _ name: String) {
        path = "\(folder)/\(name)"
    }

    /// Calls `body` with a reader of consecutive arrays.
    func read<Value>(_ body: (inout Reader) throws -> Value) throws -> Value {
        guard let file = fopen(path, "rb") else { throw ValidationError("\(path) cannot be read") }
        defer { fclose(file) }
        var reader = Reader(path: path, file: file)
        return try body(&reader)
    }

    /// All of the file as one array.
    func array<Element: BitwiseCopyable>(of type: Element.Type) throws -> [Element] {
        let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
        return try read { try $0.next(size / MemoryLayout<Element>.stride, of: type) }
    }

    struct Reader {
        let path: String
        let file: UnsafeMutablePointer<FILE>

        mutating func next<Element: BitwiseCopyable>(_ count: Int, of type: Element.Type) throws -> [Element] {
            let array = [Element](unsafeUninitializedCapacity: count) { buffer, filled in
                filled = buffer.baseAddress.map { fread($0, MemoryLayout<Element>.stride, count, file) } ?? 0
            }
            guard array.count == count else { throw ValidationError("\(path) is too short") }
            return array
        }
    }
}
