extension TableBuilder {
    /// Takes the values of bad records out of the columns to which `parse` appended them.
    mutating func compact(to good: [Int], from before: Int) {
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
    mutating func keep(_ target: Int, _ good: [Int], _ batch: RecordBatch, _ bytes: Span<UInt8>) {
        let position = positions[target]
        let column = plan.targets[target].column
        switch kinds[target] {
        case .category: categories[position].append(good, of: batch, column: column, bytes)
        case .set: sets[position].append(good, of: batch, column: column, bytes)
        case .text: texts[position].append(good, of: batch, column: column, bytes)
        case .id, .number, .date, .flag, .label: break
        }
    }
}
