extension TableBuilder {
    /// Makes room for `rows` more cases, so that columns need not grow by doubling.
    mutating func reserve(rows: Int) {
        let total = rowCount + rows
        for index in numbers.indices { numbers[index].reserveCapacity(total) }
        for index in dates.indices { dates[index].reserveCapacity(total) }
        for index in flags.indices { flags[index].reserveCapacity(total) }
        for index in labels.indices { labels[index].reserveCapacity(total) }
        for index in categories.indices { categories[index].codes.reserveCapacity(total) }
        for index in sets.indices { sets[index].reserve(rows: total) }
        for index in texts.indices {
            texts[index].offsets.reserveCapacity(total + 1)
            texts[index].isMissing.reserveCapacity(total)
        }
        if rowCount > 0 { ids.reserve(entries: total, bytes: (ids.bytes.count / rowCount + 1) * total) }
    }

    /// Takes all cases out again, keeping the memory that no table holds.
    mutating func removeAll() {
        rowCount = 0
        ids.removeAll()
        for index in numbers.indices { numbers[index].removeAll(keepingCapacity: true) }
        for index in dates.indices { dates[index].removeAll(keepingCapacity: true) }
        for index in flags.indices { flags[index].removeAll(keepingCapacity: true) }
        for index in labels.indices { labels[index].removeAll(keepingCapacity: true) }
        for index in categories.indices { categories[index].removeAll() }
        for index in sets.indices { sets[index].removeAll() }
        for index in texts.indices { texts[index].removeAll() }
    }

    /// The table, in time order.
    func finish() -> CaseTable {
        let fields = plan.schema.fields
        var table = CaseTable(
            schema: plan.schema,
            columns: fields.indices.map { column(fields[$0].type, fieldPositions[$0]) }
        )
        table.rowCount = rowCount
        table.ids = idColumn
        for (target, position) in zip(plan.targets, positions) {
            switch target.role {
            case .id, .field, .outcomeOnly, .ignore: break
            case .time: table.times = dates[position]
            case .label: table.labels = labels[position]
            case .firstDecision: table.firstDecisions = labels[position]
            case .amount: table.amounts = numbers[position]
            case .paid: table.paid = numbers[position]
            case .truth: table.truths = numbers[position]
            case .agent: table.agents = categories[position].finish()
            }
        }
        if let amountField, case .number(let column) = table.columns[amountField] { table.amounts = column.values }
        if table.times.isAscending { return table }
        return table.inTimeOrder()
    }

    private func column(_ type: FieldType, _ position: Int) -> Column {
        switch type {
        case .category: return .category(categories[position].finish())
        case .set: return .set(sets[position].finish())
        case .number, .money:
            var column = NumberColumn()
            column.values = numbers[position]
            return .number(column)
        case .date:
            var column = DateColumn()
            column.values = dates[position]
            return .date(column)
        case .flag:
            var column = FlagColumn()
            column.values = flags[position]
            return .flag(column)
        case .text: return .text(texts[position])
        }
    }

    private var idColumn: TextColumn {
        var column = TextColumn()
        if plan.demands.identity {
            column.offsets = ids.offsets
            column.bytes = ids.bytes
            column.isMissing = Array(repeating: false, count: ids.count)
        } else {
            // A case on its own: its identifier, if any, is the only entry.
            column.bytes = ids.bytes
            column.offsets += Array(repeating: ids.bytes.count, count: rowCount)
            column.isMissing = Array(repeating: ids.count == 0, count: rowCount)
        }
        return column
    }
}
