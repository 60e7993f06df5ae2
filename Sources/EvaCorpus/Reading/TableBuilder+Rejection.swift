extension TableBuilder {
    mutating func rejectMissing(
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

    mutating func rejectValue(
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
