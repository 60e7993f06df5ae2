extension TableBuilder {
    /// Appends the only record of a batch to a builder that has none, if nothing is wrong with it: the time that a case on
    /// its own takes goes into arrays of one otherwise.
    ///
    /// `false` without a change when the record must be looked at more closely.
    mutating func appendOne(_ batch: RecordBatch, _ bytes: Span<UInt8>) -> Bool {
        guard batch.records.count == 1, rowCount == 0, state.problems.isEmpty, !plan.demands.identity,
            !plan.demands.label, since == nil, until == nil
        else { return false }
        for index in kinds.indices {
            let column = plan.targets[index].column
            let cell = column.map { batch.cells[$0] } ?? .missing(at: 0)
            let isGood =
                cell.isScratch
                ? append(cell, of: batch.scratch.span, to: index) : append(cell, of: bytes, to: index)
            guard isGood else {
                removeAll()
                return false
            }
        }
        rowCount = 1
        return true
    }

    /// Appends the value in a cell to a target; `false` when it is bad.
    @inline(__always)
    private mutating func append(_ cell: Cell, of source: Span<UInt8>, to index: Int) -> Bool {
        let position = positions[index]
        switch kinds[index] {
        case .number:
            switch parsedNumber(source, cell) {
            case .value(let value): numbers[position].append(value)
            case .missing: numbers[position].append(.nan)
            case .bad: return false
            }
        case .date:
            switch parsedDate(source, cell) {
            case .value(let value): dates[position].append(value)
            case .missing: dates[position].append(.missing)
            case .bad: return false
            }
        case .flag:
            switch parsedFlag(source, cell) {
            case .value(let value): flags[position].append(value)
            case .missing: flags[position].append(-1)
            case .bad: return false
            }
        case .label:
            switch parsedLabel(source, cell) {
            case .value(let value): labels[position].append(value)
            case .missing: labels[position].append(-1)
            case .bad: return false
            }
        case .id:
            let (start, end) = trimmedRange(source, cell)
            if start < end { _ = ids.insert(source, start, end) }
        case .category: categories[position].append(source, cell)
        case .set: sets[position].append(source, cell)
        case .text: texts[position].append(source, cell)
        }
        return true
    }
}
