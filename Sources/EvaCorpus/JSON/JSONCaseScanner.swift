/// Turns JSON objects into the cells of records.
struct JSONCaseScanner: Sendable {
    private let names: [String]
    private let keys: ByteDictionary
    private let columns: [Column]

    /// How a column's values are taken.
    private enum Column {
        /// Not at all: whatever they are.
        case skipped
        case scalar
        case set(separator: [UInt8])
    }

    init(plan: ColumnPlan) {
        names = plan.names
        keys = ByteDictionary(plan.names)
        var columns = [Column](repeating: .skipped, count: plan.names.count)
        for target in plan.targets {
            guard let column = target.column else { continue }
            columns[column] = .scalar
            if case .field(let index) = target.role, plan.schema.fields[index].type == .set {
                columns[column] = .set(separator: Array(plan.schema.fields[index].separator.utf8))
            }
        }
        self.columns = columns
    }

    /// Takes the values of `keys`, whose lists are joined by `;`, but for objects.
    init(keys: [(name: String, kind: JSONScanner.ValueKind)]) {
        names = keys.map(\.name)
        self.keys = ByteDictionary(names)
        columns = keys.map { key in
            switch key.kind {
            case .scalar: .scalar
            case .list: .set(separator: [UInt8(ascii: ";")])
            case .object: .skipped
            }
        }
    }

    /// Appends the object in `bytes[start..<end]` to the batch, as a bad record when it is not a case.
    func scan(_ bytes: Span<UInt8>, from start: Int, to end: Int, line: Int, into batch: inout RecordBatch) {
        let record = Record(
            start: Int32(truncatingIfNeeded: start),
            end: Int32(truncatingIfNeeded: end),
            line: line
        )
        let base = batch.cells.count
        for _ in names { batch.cells.append(.missing(at: record.start)) }
        do throws(JSONScanner.Failure) {
            var scanner = JSONScanner(from: start, to: end)
            try object(bytes, &scanner, base, &batch)
            batch.records.append(record)
        } catch {
            var problem = Problem(
                record: batch.records.count,
                offset: error.offset,
                code: error.code,
                message: error.message,
                cure: error.cure
            )
            if let key = error.key { problem.jsonPath = "$.\(key)" }
            batch.finish(record, problem: problem)
        }
    }

    private func object(
        _ bytes: Span<UInt8>,
        _ scanner: inout JSONScanner,
        _ base: Int,
        _ batch: inout RecordBatch
    ) throws(JSONScanner.Failure) {
        guard scanner.take(UInt8(ascii: "{"), bytes) else {
            throw scanner.unexpected(bytes, wanted: "the object of a case")
        }
        if !scanner.take(UInt8(ascii: "}"), bytes) {
            repeat {
                guard scanner.peek(bytes) != nil else { throw scanner.unexpected(bytes, wanted: "a key") }
                let offset = scanner.at
                let column = try key(bytes, try scanner.string(bytes), offset)
                try scanner.expect(UInt8(ascii: ":"), "a colon", bytes)
                guard !batch.cells[base + column].flags.contains(.seen) else {
                    throw JSONScanner.Failure(
                        offset: offset,
                        code: .duplicateColumn,
                        message: "the key \(names[column]) is there twice",
                        cure: "keep one of them",
                        key: names[column]
                    )
                }
                var cell = try value(bytes, &scanner, column, &batch)
                cell.flags.insert(.seen)
                batch.cells[base + column] = cell
            } while scanner.take(UInt8(ascii: ","), bytes)
            try scanner.expect(UInt8(ascii: "}"), "a comma or }", bytes)
        }
        guard scanner.peek(bytes) == nil else { throw scanner.unexpected(bytes, wanted: "the end of the case") }
    }

    /// Column of a key.
    private func key(
        _ bytes: Span<UInt8>,
        _ token: JSONScanner.Token,
        _ offset: Int
    ) throws(JSONScanner.Failure) -> Int {
        var unescaped: [UInt8] = []
        let column: Int?
        if token.isEscaped {
            try JSONScanner.unescape(bytes, token, into: &unescaped)
            column = keys.code(of: unescaped.span, 0, unescaped.count)
        } else {
            column = keys.code(of: bytes, token.start, token.end)
        }
        if let column { return column }
        if !token.isEscaped {
            for index in token.start..<token.end { unescaped.append(bytes[index]) }
        }
        guard firstInvalidUTF8(unescaped.span, 0, unescaped.count) == nil else {
            throw JSONScanner.Failure(
                offset: offset,
                code: .encoding,
                message: "a key that is not UTF-8",
                cure: "save the file as UTF-8"
            )
        }
        let name = excerpt(String(decoding: unescaped, as: UTF8.self))
        throw JSONScanner.Failure(
            offset: offset,
            code: .unknownColumn,
            message: "the schema does not name the key \(name)\(didYouMean(name, among: names))",
            cure: "use the names of the schema, or name it there under fields, outcome_only or ignore",
            key: name
        )
    }

    private func value(
        _ bytes: Span<UInt8>,
        _ scanner: inout JSONScanner,
        _ column: Int,
        _ batch: inout RecordBatch
    ) throws(JSONScanner.Failure) -> Cell {
        let first = scanner.peek(bytes)
        let origin = scanner.at
        switch (columns[column], first) {
        case (.skipped, _):
            try scanner.skipValue(bytes)
            return .missing(at: Int32(truncatingIfNeeded: origin))
        case (.set(let separator), UInt8(ascii: "[")):
            return try members(bytes, &scanner, separator, column, &batch)
        case (_, UInt8(ascii: "[")), (_, UInt8(ascii: "{")):
            throw JSONScanner.Failure(
                offset: origin,
                code: .jsonValue,
                message: "\(names[column]) is \(first == UInt8(ascii: "[") ? "a list" : "an object")",
                cure: "write one value",
                key: names[column]
            )
        default: break
        }
        let scratchStart = batch.scratch.count
        guard let token = try scalar(bytes, &scanner, &batch.scratch) else {
            return .missing(at: Int32(truncatingIfNeeded: origin))
        }
        let isString = first == UInt8(ascii: "\"")
        return Cell(
            start: Int32(truncatingIfNeeded: token.isEscaped ? scratchStart : token.start),
            end: Int32(truncatingIfNeeded: token.isEscaped ? batch.scratch.count : token.end),
            origin: Int32(truncatingIfNeeded: origin),
            flags: isString ? (token.isEscaped ? [.quoted, .scratch] : .quoted) : []
        )
    }

    /// Takes a string or a scalar, unescaped into `scratch` where needed; `nil` for null.
    private func scalar(
        _ bytes: Span<UInt8>,
        _ scanner: inout JSONScanner,
        _ scratch: inout [UInt8]
    ) throws(JSONScanner.Failure) -> JSONScanner.Token? {
        if scanner.peek(bytes) == UInt8(ascii: "\"") {
            let token = try scanner.string(bytes)
            if token.isEscaped { try JSONScanner.unescape(bytes, token, into: &scratch) }
            return token
        }
        let token = try scanner.scalar(bytes)
        return scanner.isNull(bytes, token) ? nil : token
    }

    /// Takes a list as members joined by the field's separator, as CSV has them.
    private func members(
        _ bytes: Span<UInt8>,
        _ scanner: inout JSONScanner,
        _ separator: [UInt8],
        _ column: Int,
        _ batch: inout RecordBatch
    ) throws(JSONScanner.Failure) -> Cell {
        let origin = scanner.at
        let scratchStart = batch.scratch.count
        _ = scanner.take(UInt8(ascii: "["), bytes)
        if !scanner.take(UInt8(ascii: "]"), bytes) {
            repeat {
                let first = scanner.peek(bytes)
                let offset = scanner.at
                if first == UInt8(ascii: "[") || first == UInt8(ascii: "{") {
                    throw memberFailure(offset, column)
                }
                guard let token = try scalar(bytes, &scanner, &batch.scratch) else {
                    throw memberFailure(offset, column)
                }
                if !token.isEscaped {
                    for index in token.start..<token.end { batch.scratch.append(bytes[index]) }
                }
                batch.scratch += separator
            } while scanner.take(UInt8(ascii: ","), bytes)
            try scanner.expect(UInt8(ascii: "]"), "a comma or ]", bytes)
        }
        return Cell(
            start: Int32(truncatingIfNeeded: scratchStart),
            end: Int32(truncatingIfNeeded: batch.scratch.count),
            origin: Int32(truncatingIfNeeded: origin),
            flags: [.quoted, .scratch]
        )
    }

    private func memberFailure(_ offset: Int, _ column: Int) -> JSONScanner.Failure {
        JSONScanner.Failure(
            offset: offset,
            code: .jsonValue,
            message: "a member of \(names[column]) is no name",
            cure: "write a list of strings",
            key: names[column]
        )
    }
}
