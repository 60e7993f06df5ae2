/// A table under construction: takes batches of records, keeps the good ones, says why the others are bad.
struct TableBuilder: Sendable {
    let plan: ColumnPlan
    /// Cases outside [since, until) are left out, unchecked but for their time.
    let since: CaseTime?
    let until: CaseTime?
    /// Records left out because of their time.
    private(set) var outsideCount = 0
    /// Cases taken.
    private(set) var rowCount = 0
    /// Whether more rows would overflow the table's 32-bit positions.
    private(set) var isFull = false
    /// Identifiers; the code of each is its row.
    ///
    /// One that is missing (only where identity is not demanded) has no entry.
    var ids = ByteDictionary()
    var numbers: [[Double]]
    var dates: [[CaseTime]]
    var flags: [[Int8]]
    /// Label and first decision, coded as `CaseTable.labels`.
    var labels: [[Int8]]
    var categories: [CategoryBuilder]
    var sets: [SetBuilder]
    var texts: [TextColumn]
    /// Position of each target's column in the array of its kind.
    let positions: [Int]
    private let labelValues: ByteDictionary
    private var state = BatchState()

    init(plan: ColumnPlan, since: CaseTime? = nil, until: CaseTime? = nil) {
        self.plan = plan
        self.since = since
        self.until = until
        labelValues = ByteDictionary(plan.schema.label.pay + plan.schema.label.deny)
        var counts: [Kind: Int] = [:]
        var positions: [Int] = []
        var separators: [String] = []
        for target in plan.targets {
            let kind = Kind(target.role, plan.schema)
            positions.append(counts[kind, default: 0])
            counts[kind, default: 0] += 1
            if case .field(let index) = target.role, kind == .set {
                separators.append(plan.schema.fields[index].separator)
            }
        }
        self.positions = positions
        numbers = Array(repeating: [], count: counts[.number, default: 0])
        dates = Array(repeating: [], count: counts[.date, default: 0])
        flags = Array(repeating: [], count: counts[.flag, default: 0])
        labels = Array(repeating: [], count: counts[.label, default: 0])
        categories = Array(repeating: CategoryBuilder(), count: counts[.category, default: 0])
        sets = separators.map(SetBuilder.init)
        texts = Array(repeating: TextColumn(), count: counts[.text, default: 0])
    }

    /// Which records of a batch are still good.
    private struct BatchState {
        /// Whether a record is bad or outside the window of time.
        var isOut: [Bool] = []
        var problems: [Problem] = []
    }

    /// Takes the good records of a batch, whose cells lie in `bytes` and in its scratch; returns what is wrong with
    /// the others, in order.
    mutating func append(_ batch: RecordBatch, _ bytes: Span<UInt8>) -> [Problem] {
        begin(batch, bytes)
        let before = rowCount
        for (index, target) in plan.targets.enumerated() {
            parse(target, positions[index], batch, bytes)
            if target.role == .time { dropOutside(dates[positions[index]], before) }
        }
        insertIDs(batch, bytes)
        let isOut = state.isOut
        let good = isOut.indices.filter { !isOut[$0] }
        if good.count < isOut.count { compact(to: good, from: before) }
        for (index, target) in plan.targets.enumerated() {
            keep(target, positions[index], good, batch, bytes)
        }
        rowCount += good.count
        isFull = rowCount > Int(Int32.max) / 2 || sets.contains { $0.members.count > Int(Int32.max) / 2 }
        return state.problems.sorted { $0.record < $1.record }
    }

    /// Notes the records that the tokenizer or the encoding spoils.
    private mutating func begin(_ batch: RecordBatch, _ bytes: Span<UInt8>) {
        state.isOut.removeAll(keepingCapacity: true)
        state.isOut.append(contentsOf: repeatElement(false, count: batch.records.count))
        state.problems = batch.problems
        for problem in batch.problems { state.isOut[problem.record] = true }
        guard let first = batch.records.first, let last = batch.records.last else { return }
        if isPlainASCII(bytes, Int(first.start), Int(last.end)) { return }
        for (index, record) in batch.records.enumerated() where !state.isOut[index] {
            if let problem = encodingProblem(index, record, bytes) { reject(problem) }
        }
    }

    private func encodingProblem(_ index: Int, _ record: Record, _ bytes: Span<UInt8>) -> Problem? {
        if let offset = firstInvalidUTF8(bytes, Int(record.start), Int(record.end)) {
            let digits = String(bytes[offset], radix: 16, uppercase: true)
            return Problem(
                record: index,
                offset: offset,
                code: .encoding,
                message: "the byte 0x\(digits) is not UTF-8",
                cure: "save the file as UTF-8"
            )
        }
        for offset in Int(record.start)..<Int(record.end) where bytes[offset] == 0 {
            return Problem(
                record: index,
                offset: offset,
                code: .control,
                message: "a NUL byte",
                cure: "save the file as UTF-8 text without NUL bytes"
            )
        }
        return nil
    }

    private mutating func reject(_ problem: Problem) {
        guard !state.isOut[problem.record] else { return }
        state.isOut[problem.record] = true
        state.problems.append(problem)
    }

    private mutating func dropOutside(_ times: [CaseTime], _ before: Int) {
        if since == nil, until == nil { return }
        for record in state.isOut.indices where !state.isOut[record] {
            let time = times[before + record]
            if since.map({ time < $0 }) ?? false || until.map({ time >= $0 }) ?? false {
                state.isOut[record] = true
                outsideCount += 1
            }
        }
    }
}

// MARK: - Values that may be bad

extension TableBuilder {
    /// Appends a value a record to a target whose values may be bad; those of bad records go out in `compact`.
    private mutating func parse(
        _ target: ColumnPlan.Target,
        _ position: Int,
        _ batch: RecordBatch,
        _ bytes: Span<UInt8>
    ) {
        switch Kind(target.role, plan.schema) {
        case .number: parseNumbers(target, position, batch, bytes)
        case .date: parseDates(target, position, batch, bytes)
        case .flag: parseFlags(target, position, batch, bytes)
        case .label: parseLabels(target, position, batch, bytes)
        case .id, .category, .set, .text: break
        }
    }

    private mutating func parseNumbers(
        _ target: ColumnPlan.Target,
        _ position: Int,
        _ batch: RecordBatch,
        _ bytes: Span<UInt8>
    ) {
        guard let column = target.column else {
            numbers[position].append(contentsOf: repeatElement(.nan, count: batch.records.count))
            return
        }
        for record in batch.records.indices {
            let cell = batch.cells[record * batch.columnCount + column]
            let parsed = cell.isScratch ? parsedNumber(batch.scratch.span, cell) : parsedNumber(bytes, cell)
            switch parsed {
            case .value(let value): numbers[position].append(value)
            case .missing: numbers[position].append(.nan)
            case .bad:
                numbers[position].append(.nan)
                rejectValue(record, column, .number, "number", batch, bytes, cure: numberCure)
            }
        }
    }

    private mutating func parseDates(
        _ target: ColumnPlan.Target,
        _ position: Int,
        _ batch: RecordBatch,
        _ bytes: Span<UInt8>
    ) {
        guard let column = target.column else {
            dates[position].append(contentsOf: repeatElement(.missing, count: batch.records.count))
            return
        }
        let isRequired = target.role == .time && plan.demands.identity
        for record in batch.records.indices {
            let cell = batch.cells[record * batch.columnCount + column]
            let parsed = cell.isScratch ? parsedDate(batch.scratch.span, cell) : parsedDate(bytes, cell)
            switch parsed {
            case .value(let value): dates[position].append(value)
            case .missing:
                dates[position].append(.missing)
                if isRequired { rejectMissing(record, column, .time, "the time", batch) }
            case .bad:
                dates[position].append(.missing)
                rejectValue(record, column, .date, "date", batch, bytes) { _ in
                    "write a day of the calendar as yyyy-MM-dd, optionally with THH:mm:ss"
                }
            }
        }
    }

    private mutating func parseFlags(
        _ target: ColumnPlan.Target,
        _ position: Int,
        _ batch: RecordBatch,
        _ bytes: Span<UInt8>
    ) {
        guard let column = target.column else {
            flags[position].append(contentsOf: repeatElement(-1, count: batch.records.count))
            return
        }
        for record in batch.records.indices {
            let cell = batch.cells[record * batch.columnCount + column]
            let parsed = cell.isScratch ? parsedFlag(batch.scratch.span, cell) : parsedFlag(bytes, cell)
            switch parsed {
            case .value(let value): flags[position].append(value)
            case .missing: flags[position].append(-1)
            case .bad:
                flags[position].append(-1)
                rejectValue(record, column, .flag, "truth value", batch, bytes) { _ in
                    "write true or false (or 1, 0, yes, no)"
                }
            }
        }
    }

    private mutating func parseLabels(
        _ target: ColumnPlan.Target,
        _ position: Int,
        _ batch: RecordBatch,
        _ bytes: Span<UInt8>
    ) {
        guard let column = target.column else {
            labels[position].append(contentsOf: repeatElement(-1, count: batch.records.count))
            return
        }
        let label = plan.schema.label
        for record in batch.records.indices {
            let cell = batch.cells[record * batch.columnCount + column]
            let parsed = cell.isScratch ? parsedLabel(batch.scratch.span, cell) : parsedLabel(bytes, cell)
            switch parsed {
            case .value(let value): labels[position].append(value)
            case .missing:
                labels[position].append(-1)
                if target.role == .label, plan.demands.label {
                    rejectMissing(record, column, .label, "the label", batch)
                }
            case .bad:
                labels[position].append(-1)
                rejectValue(record, column, .label, "label", batch, bytes) { _ in
                    "the schema knows \((label.pay + label.deny).joined(separator: ", "))"
                }
            }
        }
    }

    @inline(__always)
    private func parsedLabel(_ source: Span<UInt8>, _ cell: Cell) -> Parsed<Int8> {
        let (start, end) = trimmedRange(source, cell)
        if start == end { return .missing }
        guard let code = labelValues.code(of: source, start, end) else { return .bad }
        return .value(code < plan.schema.label.pay.count ? 1 : 0)
    }

    private mutating func insertIDs(_ batch: RecordBatch, _ bytes: Span<UInt8>) {
        guard let column = plan.targets.first(where: { $0.role == .id })?.column else { return }
        for record in batch.records.indices where !state.isOut[record] {
            let cell = batch.cells[record * batch.columnCount + column]
            let isNew =
                cell.isScratch
                ? insertID(batch.scratch.span, cell) : insertID(bytes, cell)
            switch isNew {
            case true?: break
            case false?:
                rejectValue(record, column, .duplicateID, "new identifier", batch, bytes) { _ in
                    "an earlier row has it: give each case one row"
                }
            case nil:
                if plan.demands.identity { rejectMissing(record, column, .id, "the identifier", batch) }
            }
        }
    }

    @inline(__always)
    private mutating func insertID(_ source: Span<UInt8>, _ cell: Cell) -> Bool? {
        let (start, end) = trimmedRange(source, cell)
        return start == end ? nil : ids.insert(source, start, end).isNew
    }

    private mutating func rejectMissing(
        _ record: Int,
        _ column: Int,
        _ code: CorpusError.Code,
        _ what: String,
        _ batch: RecordBatch
    ) {
        reject(
            Problem(
                record: record,
                offset: Int(batch.cells[record * batch.columnCount + column].origin),
                code: code,
                message: "\(what) \(plan.names[column]) is missing",
                cure: "fill it in, or take the row out",
                jsonPath: "$.\(plan.names[column])"
            )
        )
    }

    private mutating func rejectValue(
        _ record: Int,
        _ column: Int,
        _ code: CorpusError.Code,
        _ kind: String,
        _ batch: RecordBatch,
        _ bytes: Span<UInt8>,
        cure: (String) -> String
    ) {
        if state.isOut[record] { return }
        let cell = batch.cells[record * batch.columnCount + column]
        let text = cell.isScratch ? cellText(batch.scratch.span, cell) : cellText(bytes, cell)
        reject(
            Problem(
                record: record,
                offset: Int(cell.origin),
                code: code,
                message: "\(plan.names[column]) “\(excerpt(text))” is no \(kind)",
                cure: cure(text),
                jsonPath: "$.\(plan.names[column])"
            )
        )
    }

    private func cellText(_ source: Span<UInt8>, _ cell: Cell) -> String {
        let (start, end) = trimmedRange(source, cell)
        // A message shows an excerpt; no need to decode a whole narrative.
        let shown = min(end, start + 400)
        return source.extracting(start..<shown).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }
}

// MARK: - Values that are always good

extension TableBuilder {
    /// Takes the values of bad records out of the columns to which `parse` appended them.
    private mutating func compact(to good: [Int], from before: Int) {
        func squeeze<Value>(_ values: inout [Value]) {
            for (kept, record) in good.enumerated() { values[before + kept] = values[before + record] }
            values.removeLast(values.count - before - good.count)
        }
        for index in numbers.indices { squeeze(&numbers[index]) }
        for index in dates.indices { squeeze(&dates[index]) }
        for index in flags.indices { squeeze(&flags[index]) }
        for index in labels.indices { squeeze(&labels[index]) }
    }

    /// Appends the values of good records to a target whose values cannot be bad.
    private mutating func keep(
        _ target: ColumnPlan.Target,
        _ position: Int,
        _ good: [Int],
        _ batch: RecordBatch,
        _ bytes: Span<UInt8>
    ) {
        let scratch = batch.scratch.span
        let stride = batch.columnCount
        let column = target.column
        switch Kind(target.role, plan.schema) {
        case .category:
            for record in good {
                let cell = column.map { batch.cells[record * stride + $0] } ?? .missing(at: 0)
                if cell.isScratch {
                    categories[position].append(scratch, cell)
                } else {
                    categories[position].append(bytes, cell)
                }
            }
        case .set:
            for record in good {
                let cell = column.map { batch.cells[record * stride + $0] } ?? .missing(at: 0)
                if cell.isScratch { sets[position].append(scratch, cell) } else { sets[position].append(bytes, cell) }
            }
        case .text:
            for record in good {
                let cell = column.map { batch.cells[record * stride + $0] } ?? .missing(at: 0)
                if cell.isScratch { texts[position].append(scratch, cell) } else { texts[position].append(bytes, cell) }
            }
        case .id, .number, .date, .flag, .label: break
        }
    }
}

// MARK: - Kinds

extension TableBuilder {
    /// How a target's values are kept.
    enum Kind {
        case id
        case number
        case date
        case flag
        case label
        case category
        case set
        case text

        init(_ role: Schema.Role, _ schema: Schema) {
            switch role {
            case .id: self = .id
            case .time: self = .date
            case .label, .firstDecision: self = .label
            case .amount, .paid, .truth: self = .number
            case .field(let index):
                switch schema.fields[index].type {
                case .category: self = .category
                case .set: self = .set
                case .number, .money: self = .number
                case .date: self = .date
                case .flag: self = .flag
                case .text: self = .text
                }
            case .agent, .outcomeOnly, .ignore: self = .category
            }
        }
    }
}
