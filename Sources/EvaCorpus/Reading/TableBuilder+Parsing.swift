extension TableBuilder {
    /// Appends a value a record to a target whose values may be bad; those of bad records go out in `compact`.
    mutating func parse(_ index: Int, _ batch: RecordBatch, _ bytes: Span<UInt8>) {
        let (target, position) = (plan.targets[index], positions[index])
        switch kinds[index] {
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
        // Taken out while it grows: an array within an array is checked at each append.
        var values: [Double] = []
        swap(&values, &numbers[position])
        defer { swap(&values, &numbers[position]) }
        for record in batch.records.indices {
            let cell = batch.cells[record * batch.columnCount + column]
            let parsed = cell.isScratch ? parsedNumber(batch.scratch.span, cell) : parsedNumber(bytes, cell)
            switch parsed {
            case .value(let value): values.append(value)
            case .missing: values.append(.nan)
            case .bad:
                values.append(.nan)
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
        // Taken out while it grows: an array within an array is checked at each append.
        var values: [CaseTime] = []
        swap(&values, &dates[position])
        defer { swap(&values, &dates[position]) }
        for record in batch.records.indices {
            let cell = batch.cells[record * batch.columnCount + column]
            let parsed = cell.isScratch ? parsedDate(batch.scratch.span, cell) : parsedDate(bytes, cell)
            switch parsed {
            case .value(let value): values.append(value)
            case .missing:
                values.append(.missing)
                if isRequired { rejectMissing(record, column, .time, "the time", batch) }
            case .bad:
                values.append(.missing)
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
        // Taken out while it grows: an array within an array is checked at each append.
        var values: [Int8] = []
        swap(&values, &flags[position])
        defer { swap(&values, &flags[position]) }
        for record in batch.records.indices {
            let cell = batch.cells[record * batch.columnCount + column]
            let parsed = cell.isScratch ? parsedFlag(batch.scratch.span, cell) : parsedFlag(bytes, cell)
            switch parsed {
            case .value(let value): values.append(value)
            case .missing: values.append(-1)
            case .bad:
                values.append(-1)
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
        // Taken out while it grows: an array within an array is checked at each append.
        var values: [Int8] = []
        swap(&values, &labels[position])
        defer { swap(&values, &labels[position]) }
        for record in batch.records.indices {
            let cell = batch.cells[record * batch.columnCount + column]
            let parsed = cell.isScratch ? parsedLabel(batch.scratch.span, cell) : parsedLabel(bytes, cell)
            switch parsed {
            case .value(let value): values.append(value)
            case .missing:
                values.append(-1)
                if target.role == .label, plan.demands.label {
                    rejectMissing(record, column, .label, "the label", batch)
                }
            case .bad:
                values.append(-1)
                let known = plan.schema.label.pay + plan.schema.label.deny
                rejectValue(record, column, .label, "label", batch, bytes) { _ in
                    "the schema knows \(known.joined(separator: ", "))"
                }
            }
        }
    }

    @inline(__always)
    func parsedLabel(_ source: Span<UInt8>, _ cell: Cell) -> Parsed<Int8> {
        let (start, end) = trimmedRange(source, cell)
        if start == end { return .missing }
        guard let code = labelValues.code(of: source, start, end) else { return .bad }
        return .value(code < plan.schema.label.pay.count ? 1 : 0)
    }

    mutating func insertIDs(_ batch: RecordBatch, _ bytes: Span<UInt8>) {
        guard let column = plan.targets.first(where: { $0.role == .id })?.column else { return }
        let hashes = idHashes(batch, column, bytes)
        for record in batch.records.indices where !state.isOut[record] {
            let cell = batch.cells[record * batch.columnCount + column]
            let hash = hashes[record]
            let isNew = cell.isScratch ? insertID(batch.scratch.span, cell, hash) : insertID(bytes, cell, hash)
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

    private func idHashes(_ batch: RecordBatch, _ column: Int, _ bytes: Span<UInt8>) -> [UInt64] {
        var touched: UInt64 = 0
        var hashes: [UInt64] = []
        hashes.reserveCapacity(batch.records.count + 1)
        for record in batch.records.indices {
            let cell = batch.cells[record * batch.columnCount + column]
            let (hash, slot) = cell.isScratch ? prefetchID(batch.scratch.span, cell) : prefetchID(bytes, cell)
            hashes.append(hash)
            touched |= slot
        }
        // Kept, so that the loads are not optimised away.
        hashes.append(touched)
        return hashes
    }

    @inline(__always)
    private func prefetchID(_ source: Span<UInt8>, _ cell: Cell) -> (hash: UInt64, slot: UInt64) {
        let (start, end) = trimmedRange(source, cell)
        return ids.prefetch(source, start, end)
    }

    @inline(__always)
    private mutating func insertID(_ source: Span<UInt8>, _ cell: Cell, _ hash: UInt64) -> Bool? {
        let (start, end) = trimmedRange(source, cell)
        return start == end ? nil : ids.insert(source, start, end, hash: hash).isNew
    }
}
