public import EvaNumerics

extension Calibrator {
    /// Writes the map.
    public func encode(to writer: inout ByteWriter) {
        switch curve {
        case .platt(let slope, let offset):
            writer.write(UInt8(0))
            writer.write(slope)
            writer.write(offset)
        case .isotonic(let scores, let probabilities):
            writer.write(UInt8(1))
            writer.write(scores) { $0.write($1) }
            writer.write(probabilities) { $0.write($1) }
        case .beta(let high, let low, let offset):
            writer.write(UInt8(2))
            writer.write(high)
            writer.write(low)
            writer.write(offset)
        }
    }

    /// Reads a map; throws `ByteError` when bytes are missing and `ModelError.Code.damaged` for a curve that is unknown,
    /// not finite, or falls.
    public init(from reader: inout ByteReader) throws {
        let kind = try reader.read(UInt8.self)
        let curve: Curve
        switch kind {
        case 0: curve = .platt(slope: try reader.read(), offset: try reader.read())
        case 1:
            curve = .isotonic(
                scores: try reader.readArray(minimumSize: 8) { try $0.read() },
                probabilities: try reader.readArray(minimumSize: 8) { try $0.read() }
            )
        case 2: curve = .beta(high: try reader.read(), low: try reader.read(), offset: try reader.read())
        default: throw Self.damaged("calibration curve \(kind) is unknown")
        }
        guard Self.isValid(curve) else { throw Self.damaged("a calibration curve falls or is not finite") }
        self.init(curve: curve)
    }

    private static func isValid(_ curve: Curve) -> Bool {
        switch curve {
        case .platt(let slope, let offset): slope >= 0 && slope.isFinite && offset.isFinite
        case .beta(let high, let low, let offset):
            high >= 0 && low >= 0 && high.isFinite && low.isFinite && offset.isFinite
        case .isotonic(let scores, let probabilities):
            !scores.isEmpty && scores.count == probabilities.count
                && scores.allSatisfy(\.isFinite) && probabilities.allSatisfy { $0 >= 0 && $0 <= 1 }
                && zip(scores, scores.dropFirst()).allSatisfy(<)
                && zip(probabilities, probabilities.dropFirst()).allSatisfy(<=)
        }
    }

    private static func damaged(_ message: String) -> ModelError {
        ModelError(code: .damaged, message: message, cure: "train the model again or restore its files")
    }
}
