import EvaCorpus

extension CompiledCondition {
    /// Compiles a condition; a field that the schema lacks, or of another type, makes its tests false.
    init(_ condition: Condition, schema: Schema, columns: [Column]) {
        switch condition {
        case .all(let parts): self = .all(parts.map { Self($0, schema: schema, columns: columns) })
        case .any(let parts): self = .any(parts.map { Self($0, schema: schema, columns: columns) })
        case .not(let part): self = .not(Self(part, schema: schema, columns: columns))
        case .test(let field, let test):
            self = schema.fieldIndex(field).map { Self(test, columns[$0]) } ?? .never
        }
    }

    private init(_ test: FieldTest, _ column: Column) {
        switch (test, column) {
        case (.missing(let wanted), _): self = .missing(Presence(column), wanted)
        case (.isOneOf(let names), .category(let column)):
            self = .isOneOf(codes: column.codes, wanted: column.categories.map(names.contains))
        case (.isFlag(let wanted), .flag(let column)): self = .isFlag(column.values, wanted ? 1 : 0)
        case (.equals(let value), .number(let column)):
            self = .inRange(column.values, lowest: value, highest: value)
        case (.atLeast(let value), .number(let column)):
            self = .inRange(column.values, lowest: value, highest: .infinity)
        case (.atMost(let value), .number(let column)):
            self = .inRange(column.values, lowest: -.infinity, highest: value)
        case (.above(let value), .number(let column)):
            self = .inRange(column.values, lowest: value.nextUp, highest: .infinity)
        case (.below(let value), .number(let column)):
            self = .inRange(column.values, lowest: -.infinity, highest: value.nextDown)
        case (.hasAny(let names), .set(let column)):
            self = .hasAny(column, names.compactMap(column.code(of:)))
        case (.hasAll(let names), .set(let column)):
            let codes = names.compactMap(column.code(of:))
            self =
                codes.count == names.count
                ? .all([.missing(Presence(.set(column)), false), .hasAll(column, codes)]) : .never
        case (.withinDays(let days), .date(let column)): self = .age(column.values, lowest: .min, highest: days)
        case (.afterDays(let days), .date(let column)): self = .age(column.values, lowest: days + 1, highest: .max)
        case (.contains(let texts), .text(let column)): self = .contains(column, texts.map { Array($0.utf8) })
        default: self = .never
        }
    }
}

extension SetColumn {
    /// Code of a member; `nil` when no row of the table has it.
    func code(of name: String) -> Int32? {
        dictionary.firstIndex(of: name).map(Int32.init)
    }
}
