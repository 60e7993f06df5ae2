/// A table under construction: takes batches of records, keeps the good ones, says why the others are bad.
struct TableBuilder: Sendable {
    let plan: ColumnPlan
    /// Cases outside [since, until) are left out, unchecked but for their time.
    let since: CaseTime?
    let until: CaseTime?
    /// Records left out because of their time.
    private(set) var outsideCount = 0
    /// Cases taken.
    var rowCount = 0
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
    /// How each target's values are kept.
    let kinds: [Kind]
    /// Position of each target's column in the array of its kind.
    let positions: [Int]
    /// Position of each field's column in the array of its kind.
    let fieldPositions: [Int]
    /// The field that is the amount.
    let amountField: Int?
    let labelValues: ByteDictionary
    var state = BatchState()

    /// `names`, one a field where they are not empty, are what the columns of categories and sets begin with.
    init(plan: ColumnPlan, since: CaseTime? = nil, until: CaseTime? = nil, names: [NameList?] = []) {
        self.plan = plan
        self.since = since
        self.until = until
        labelValues = ByteDictionary(plan.schema.label.pay + plan.schema.label.deny)
        var counts: [Kind: Int] = [:]
        let kinds = plan.targets.map { Kind($0.role, plan.schema) }
        var positions: [Int] = []
        var categories: [CategoryBuilder] = []
        var sets: [SetBuilder] = []
        for (target, kind) in zip(plan.targets, kinds) {
            positions.append(counts[kind, default: 0])
            counts[kind, default: 0] += 1
            var (known, separator): (NameList?, String) = (nil, ";")
            if case .field(let index) = target.role {
                known = index < names.count ? names[index] : nil
                separator = plan.schema.fields[index].separator
            }
            switch kind {
            case .category: categories.append(CategoryBuilder(known))
            case .set: sets.append(SetBuilder(separator: separator, known: known))
            case .id, .number, .date, .flag, .label, .text: break
            }
        }
        self.kinds = kinds
        self.positions = positions
        var fieldPositions = [Int](repeating: 0, count: plan.schema.fields.count)
        for (target, position) in zip(plan.targets, positions) {
            if case .field(let field) = target.role { fieldPositions[field] = position }
        }
        self.fieldPositions = fieldPositions
        amountField = plan.schema.amount.flatMap { plan.schema.fieldIndex($0.field) }
        numbers = Array(repeating: [], count: counts[.number, default: 0])
        dates = Array(repeating: [], count: counts[.date, default: 0])
        flags = Array(repeating: [], count: counts[.flag, default: 0])
        labels = Array(repeating: [], count: counts[.label, default: 0])
        self.categories = categories
        self.sets = sets
        texts = Array(repeating: TextColumn(), count: counts[.text, default: 0])
    }

    /// Which records of a batch are still good.
    struct BatchState {
        /// Whether a record is bad or outside the window of time.
        var isOut: [Bool] = []
        var problems: [Problem] = []
    }

    /// Takes the good records of a batch, whose cells lie in `bytes` and in its scratch; returns what is wrong with
    /// the others, in order.
    mutating func append(_ batch: RecordBatch, _ bytes: Span<UInt8>) -> [Problem] {
        begin(batch, bytes)
        if appendOne(batch, bytes) { return [] }
        let before = rowCount
        // The time first: what lies outside the window is checked no further.
        if let index = plan.targets.firstIndex(where: { $0.role == .time }) {
            parse(index, batch, bytes)
            dropOutside(dates[positions[index]], before)
        }
        for index in plan.targets.indices where plan.targets[index].role != .time { parse(index, batch, bytes) }
        insertIDs(batch, bytes)
        let isOut = state.isOut
        let good = isOut.indices.filter { !isOut[$0] }
        if good.count < isOut.count { compact(to: good, from: before) }
        for index in plan.targets.indices { keep(index, good, batch, bytes) }
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

    mutating func reject(_ problem: Problem) {
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
