public import EvaNumerics

extension LogisticModel {
    /// Writes the model.
    public func encode(to writer: inout ByteWriter) {
        writer.write(intercept)
        writer.write(dense) { $0.write($1) }
        writer.write(sparse) { $0.write($1) }
    }

    /// Reads a model; throws `ByteError` when bytes are missing and `ModelError.Code.damaged` for a coefficient that
    /// is not finite.
    public init(from reader: inout ByteReader) throws {
        intercept = try reader.read()
        dense = try reader.readArray(minimumSize: 8) { try $0.read() }
        sparse = try reader.readArray(minimumSize: 8) { try $0.read() }
        guard intercept.isFinite, dense.allSatisfy(\.isFinite), sparse.allSatisfy(\.isFinite) else {
            throw ModelError(
                code: .damaged,
                message: "a coefficient is not a finite number",
                cure: "train the model again or restore its files"
            )
        }
    }
}
