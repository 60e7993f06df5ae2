public import EvaCorpus
public import EvaNumerics

extension Featurizer {
    /// Reads what `encode(to:)` wrote, for the schema it was fitted with; damaged bytes throw.
    public init(from reader: inout ByteReader, schema: Schema) throws {
        let encoders = try reader.readArray { try FieldEncoder(from: &$0) }
        guard encoders.count == schema.fields.count else {
            throw ByteError(
                offset: reader.offset,
                message: "\(encoders.count) encoders for \(schema.fields.count) fields of the schema"
            )
        }
        for (encoder, field) in zip(encoders, schema.fields) where !encoder.fits(field.type) {
            throw ByteError(offset: reader.offset, message: "encoder of field \(field.name) is of another type")
        }
        let trend = try reader.read(Bool.self) ? TrendEncoder(from: &reader) : nil
        self.init(fields: schema.fields, timeName: schema.time, encoders: encoders, trend: trend)
    }

    /// Writes all that was fitted; the fields themselves are in the schema.
    public func encode(to writer: inout ByteWriter) {
        writer.write(encoders) { $1.encode(to: &$0) }
        writer.write(trend != nil)
        trend?.encode(to: &writer)
    }
}

extension FieldEncoder {
    fileprivate func fits(_ type: FieldType) -> Bool {
        switch (self, type) {
        case (.category, .category), (.set, .set), (.number, .number), (.number, .money), (.date, .date),
            (.flag, .flag), (.text, .text):
            true
        default: false
        }
    }
}
