package import EvaCorpus
package import EvaNumerics

/// What was fitted to one field, by the field's type.
package enum FieldEncoder: Sendable, Equatable {
    case category(CategoryEncoder)
    case set(SetEncoder)
    case number(NumberEncoder)
    case date(DateEncoder)
    case flag(FlagEncoder)
    case text(TextEncoder)

    /// Fits an encoder and gives the training rows' features, in which no row sees its own label.
    package static func fit(
        _ field: Field,
        column: Column,
        times: [CaseTime],
        rows: Range<Int>,
        target: TrainingTarget,
        options: FeatureOptions,
        hasLinear: Bool,
        pool: WorkerPool
    ) throws -> (encoder: FieldEncoder, training: EncodedField) {
        let monotone: Int8 =
            switch field.monotone {
            case .up: 1
            case .down: -1
            case nil: 0
            }
        switch column {
        case .category(let values):
            let (encoder, view) = CategoryEncoder.fit(values, rows: rows, target: target, options: options)
            return (.category(encoder), encoder.encode(values, rows: rows, view: view, hasLinear: hasLinear))
        case .set(let values):
            let (encoder, view) = SetEncoder.fit(
                values,
                rows: rows,
                monotone: monotone,
                target: target,
                options: options
            )
            return (.set(encoder), encoder.encode(values, rows: rows, view: view, hasLinear: hasLinear))
        case .number(let values):
            let encoder = NumberEncoder.fit(
                values.values[rows],
                weights: target.weights,
                monotone: monotone,
                minCount: options.minCount
            )
            return (.number(encoder), encoder.encode(values.values[rows], hasLinear: hasLinear))
        case .date(let values):
            let encoder = DateEncoder.fit(
                values,
                rows: rows,
                times: times,
                weights: target.weights,
                monotone: monotone,
                minCount: options.minCount
            )
            return (.date(encoder), encoder.encode(values, rows: rows, times: times, hasLinear: hasLinear))
        case .flag(let values):
            let encoder = FlagEncoder(monotone: monotone)
            return (.flag(encoder), encoder.encode(values, rows: rows, hasLinear: hasLinear))
        case .text(let values):
            let (encoder, training) = try TextEncoder.fit(
                values,
                rows: rows,
                target: target,
                options: options,
                hasLinear: hasLinear,
                pool: pool
            )
            return (.text(encoder), training)
        }
    }

    /// Features of rows that the encoder was not fitted on; `nil` when the column is of another type.
    package func encode(
        _ column: Column,
        times: [CaseTime],
        rows: Range<Int>,
        hasLinear: Bool,
        pool: WorkerPool
    ) -> EncodedField? {
        switch (self, column) {
        case (.category(let encoder), .category(let values)):
            encoder.encode(values, rows: rows, view: nil, hasLinear: hasLinear)
        case (.set(let encoder), .set(let values)): encoder.encode(values, rows: rows, view: nil, hasLinear: hasLinear)
        case (.number(let encoder), .number(let values)): encoder.encode(values.values[rows], hasLinear: hasLinear)
        case (.date(let encoder), .date(let values)):
            encoder.encode(values, rows: rows, times: times, hasLinear: hasLinear)
        case (.flag(let encoder), .flag(let values)): encoder.encode(values, rows: rows, hasLinear: hasLinear)
        case (.text(let encoder), .text(let values)):
            encoder.encode(values, rows: rows, hasLinear: hasLinear, pool: pool)
        default: nil
        }
    }

    /// Adds the features of one row; `false` when the column is of another type.
    func add(_ column: Column, row: Int, times: [CaseTime], to features: inout FeatureRow) -> Bool {
        switch (self, column) {
        case (.category(let encoder), .category(let values)): encoder.add(values, row: row, to: &features)
        case (.set(let encoder), .set(let values)): encoder.add(values, row: row, to: &features)
        case (.number(let encoder), .number(let values)): encoder.add(values.values[row], to: &features)
        case (.date(let encoder), .date(let values)): encoder.add(values, row: row, times: times, to: &features)
        case (.flag(let encoder), .flag(let values)): encoder.add(values, row: row, to: &features)
        case (.text(let encoder), .text(let values)): encoder.add(values, row: row, to: &features)
        default: return false
        }
        features.endField(sparseColumns: sparseColumns)
        return true
    }

    var sparseColumns: Int {
        switch self {
        case .category(let encoder): encoder.sparseColumns
        case .set(let encoder): encoder.sparseColumns
        case .number(let encoder): encoder.sparseColumns
        case .date(let encoder): encoder.sparseColumns
        case .flag(let encoder): encoder.sparseColumns
        case .text(let encoder): encoder.sparseColumns
        }
    }

    package func names(field: String) -> FeatureNames {
        switch self {
        case .category(let encoder): encoder.names(field: field)
        case .set(let encoder): encoder.names(field: field)
        case .number(let encoder): encoder.names(field: field)
        case .date(let encoder): encoder.names(field: field)
        case .flag(let encoder): encoder.names(field: field)
        case .text(let encoder): encoder.names(field: field)
        }
    }

    package init(from reader: inout ByteReader) throws {
        switch try reader.read(UInt8.self) {
        case 0: self = .category(try CategoryEncoder(from: &reader))
        case 1: self = .set(try SetEncoder(from: &reader))
        case 2: self = .number(try NumberEncoder(from: &reader))
        case 3: self = .date(try DateEncoder(from: &reader))
        case 4: self = .flag(try FlagEncoder(from: &reader))
        case 5: self = .text(try TextEncoder(from: &reader))
        case let kind: throw ByteError(offset: reader.offset - 1, message: "\(kind) is no kind of encoder")
        }
    }

    package func encode(to writer: inout ByteWriter) {
        switch self {
        case .category(let encoder):
            writer.write(UInt8(0))
            encoder.encode(to: &writer)
        case .set(let encoder):
            writer.write(UInt8(1))
            encoder.encode(to: &writer)
        case .number(let encoder):
            writer.write(UInt8(2))
            encoder.encode(to: &writer)
        case .date(let encoder):
            writer.write(UInt8(3))
            encoder.encode(to: &writer)
        case .flag(let encoder):
            writer.write(UInt8(4))
            encoder.encode(to: &writer)
        case .text(let encoder):
            writer.write(UInt8(5))
            encoder.encode(to: &writer)
        }
    }
}
