extension CaseReader {
    /// Reads JSON Lines: an object a line.
    mutating func readJSONLines() throws -> ReadResult {
        try begin()
        let plan: ColumnPlan
        do {
            plan = try ColumnPlan(
                schema: schema,
                names: schema.columnNames,
                demands: ColumnPlan.Demands(label: options.requireLabels)
            )
        } catch {
            throw CorpusError(error.code, error.message, at: Place(file: path), cure: error.cure)
        }
        try openRejectsFile(.jsonLines)
        let scanner = JSONCaseScanner(plan: plan)
        var builder = TableBuilder(plan: plan, since: options.since, until: options.until)
        var batch = RecordBatch(columnCount: plan.names.count)
        var line = 1
        try forEachBatch(&batch, &builder) { bytes, start, end, isLast, batch in
            var at = start
            while at < end, !batch.isFull {
                var lineEnd = at
                while lineEnd < end, bytes[lineEnd] != 10 { lineEnd += 1 }
                if lineEnd == end, !isLast { break }
                var first = at
                while first < lineEnd, isBlank(bytes[first]) { first += 1 }
                if first < lineEnd {
                    scanner.scan(bytes, from: at, to: lineEnd, line: line, into: &batch)
                }
                line += 1
                at = min(lineEnd + 1, end)
            }
            return at
        }
        return try finish(builder)
    }
}
