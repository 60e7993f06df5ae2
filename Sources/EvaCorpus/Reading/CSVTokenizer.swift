/// Splits CSV into records and cells.
///
/// **Missing and edge values** RFC 4180, with LF as well as CRLF. Blank lines are skipped. A quotation mark inside an
/// unquoted cell, text after a closing one and a lone CR make the record bad; reading goes on behind the line break
/// that follows the start of the bad cell, so that one stray mark never swallows the rest of the file.
///
/// **Source** RFC 4180, section 2.
struct CSVTokenizer {
    /// Line of the next record, from 1.
    private(set) var line = 1

    /// Appends the records of `bytes[start..<end]` to the batch until it is full or the bytes end, and returns the
    /// position of the first byte not taken.
    ///
    /// The last record may lack its line break only when `isLast`.
    mutating func tokenize(
        _ bytes: Span<UInt8>,
        from start: Int,
        to end: Int,
        isLast: Bool,
        into batch: inout RecordBatch
    ) -> Int {
        precondition(start >= 0 && end <= bytes.count, "records lie in the window")
        var at = start
        var marks = CSVMarks()
        while at < end, !batch.isFull {
            guard let next = record(bytes, at, end, isLast, &batch, &marks) else { break }
            at = next
        }
        return at
    }

    /// Takes one record; `nil` when it does not end within the bytes.
    @inline(__always)
    private mutating func record(
        _ bytes: Span<UInt8>,
        _ start: Int,
        _ end: Int,
        _ isLast: Bool,
        _ batch: inout RecordBatch,
        _ marks: inout CSVMarks
    ) -> Int? {
        let firstCell = batch.cells.count
        let scratchCount = batch.scratch.count
        var at = start
        var lineBreaks = 0
        while true {
            let cellStart = at
            if at < end, bytes[at] == UInt8(ascii: "\"") {
                switch quotedCell(bytes, &at, end, isLast, &batch, &lineBreaks) {
                case .closed: break
                case .incomplete:
                    batch.cells.removeLast(batch.cells.count - firstCell)
                    batch.scratch.removeLast(batch.scratch.count - scratchCount)
                    return nil
                case .bad(let offset, let message, let cure):
                    return skip(
                        bytes,
                        (record: start, cell: cellStart),
                        end,
                        isLast,
                        &batch,
                        firstCell,
                        Problem(record: 0, offset: offset, code: .quote, message: message, cure: cure)
                    )
                }
            } else {
                at = marks.first(bytes, at, end)
                batch.cells.append(
                    Cell(
                        start: Int32(truncatingIfNeeded: cellStart),
                        end: Int32(truncatingIfNeeded: at),
                        origin: Int32(truncatingIfNeeded: cellStart),
                        flags: []
                    )
                )
            }
            if at == end {
                if isLast { return finish(bytes, start, at, at, lineBreaks, firstCell, &batch) }
                batch.cells.removeLast(batch.cells.count - firstCell)
                batch.scratch.removeLast(batch.scratch.count - scratchCount)
                return nil
            }
            let byte = bytes[at]
            if byte == 44 {
                at += 1
            } else if byte == 10 {
                return finish(bytes, start, at, at + 1, lineBreaks + 1, firstCell, &batch)
            } else if byte == 13, at + 1 < end, bytes[at + 1] == 10 {
                return finish(bytes, start, at, at + 2, lineBreaks + 1, firstCell, &batch)
            } else if byte == 13, at + 1 == end {
                if isLast { return finish(bytes, start, at, at + 1, lineBreaks, firstCell, &batch) }
                batch.cells.removeLast(batch.cells.count - firstCell)
                batch.scratch.removeLast(batch.scratch.count - scratchCount)
                return nil
            } else {
                return skip(
                    bytes,
                    (record: start, cell: cellStart),
                    end,
                    isLast,
                    &batch,
                    firstCell,
                    byte == 13
                        ? Problem(
                            record: 0,
                            offset: at,
                            code: .control,
                            message: "a carriage return without a line feed",
                            cure: "end lines with LF or CRLF, and quote cells that hold line breaks"
                        )
                        : Problem(
                            record: 0,
                            offset: at,
                            code: .quote,
                            message: "a quotation mark in an unquoted cell",
                            cure: "quote the cell, and double the quotation marks within"
                        )
                )
            }
        }
    }

    private enum QuotedCell {
        case closed
        case incomplete
        case bad(offset: Int, message: String, cure: String)
    }

    /// Takes a quoted cell from its opening mark to behind its closing one.
    private func quotedCell(
        _ bytes: Span<UInt8>,
        _ at: inout Int,
        _ end: Int,
        _ isLast: Bool,
        _ batch: inout RecordBatch,
        _ lineBreaks: inout Int
    ) -> QuotedCell {
        let opening = at
        at += 1
        let scratchStart = batch.scratch.count
        var hasDoubled = false
        var copied = at
        while true {
            while at < end, bytes[at] != 34 {
                if bytes[at] == 10 { lineBreaks += 1 }
                at += 1
            }
            if at == end || at - opening > RecordBatch.maxRecordBytes {
                if !isLast, at - opening <= RecordBatch.maxRecordBytes { return .incomplete }
                return .bad(
                    offset: opening,
                    message: "a quotation mark that is never closed",
                    cure: "close the cell, and double the quotation marks within"
                )
            }
            if at + 1 == end, !isLast { return .incomplete }
            guard at + 1 < end, bytes[at + 1] == 34 else { break }
            for index in copied...at { batch.scratch.append(bytes[index]) }
            hasDoubled = true
            at += 2
            copied = at
        }
        let closing = at
        at += 1
        if at < end, bytes[at] != 44, bytes[at] != 10, bytes[at] != 13 {
            return .bad(
                offset: at,
                message: "text after a closing quotation mark",
                cure: "end the cell there, or double the quotation mark"
            )
        }
        var cell = Cell(
            start: Int32(truncatingIfNeeded: opening + 1),
            end: Int32(truncatingIfNeeded: closing),
            origin: Int32(truncatingIfNeeded: opening),
            flags: .quoted
        )
        if hasDoubled {
            for index in copied..<closing { batch.scratch.append(bytes[index]) }
            cell.start = Int32(truncatingIfNeeded: scratchStart)
            cell.end = Int32(truncatingIfNeeded: batch.scratch.count)
            cell.flags.insert(.scratch)
        }
        batch.cells.append(cell)
        return .closed
    }

    @inline(__always)
    private mutating func finish(
        _ bytes: Span<UInt8>,
        _ start: Int,
        _ end: Int,
        _ next: Int,
        _ lineBreaks: Int,
        _ firstCell: Int,
        _ batch: inout RecordBatch
    ) -> Int {
        let count = batch.cells.count - firstCell
        let record = Record(
            start: Int32(truncatingIfNeeded: start),
            end: Int32(truncatingIfNeeded: end),
            line: line
        )
        line += lineBreaks
        if end == start {
            batch.cells.removeLast(count)
        } else if count == batch.columnCount || batch.isHeader, end - start <= RecordBatch.maxRecordBytes {
            batch.records.append(record)
        } else {
            batch.finish(record, problem: Self.misfit(record, count, batch))
        }
        return next
    }

    private static func misfit(_ record: Record, _ count: Int, _ batch: RecordBatch) -> Problem {
        let isLarge = record.end - record.start > RecordBatch.maxRecordBytes
        return Problem(
            record: batch.records.count,
            offset: Int(record.start),
            code: isLarge ? .recordSize : .columnCount,
            message: isLarge
                ? "the row is larger than 16 MiB" : "the row has \(count) cells, the header \(batch.columnCount)",
            cure: isLarge
                ? "look for a quotation mark that is never closed"
                : "write one cell a column, and quote cells that hold commas"
        )
    }

    /// Takes what lies before the first line break behind a bad cell's start as a bad record.
    private mutating func skip(
        _ bytes: Span<UInt8>,
        _ start: (record: Int, cell: Int),
        _ end: Int,
        _ isLast: Bool,
        _ batch: inout RecordBatch,
        _ firstCell: Int,
        _ problem: Problem
    ) -> Int? {
        var at = start.cell
        while at < end, bytes[at] != 10 { at += 1 }
        batch.cells.removeLast(batch.cells.count - firstCell)
        if at == end, !isLast, end - start.record <= RecordBatch.maxRecordBytes { return nil }
        var lineBreaks = 0
        for index in start.record..<at where bytes[index] == 10 { lineBreaks += 1 }
        var problem = problem
        problem.record = batch.records.count
        let contentEnd = at > start.record && bytes[at - 1] == 13 ? at - 1 : at
        batch.finish(
            Record(
                start: Int32(truncatingIfNeeded: start.record),
                end: Int32(truncatingIfNeeded: contentEnd),
                line: line
            ),
            problem: problem
        )
        line += lineBreaks + (at < end ? 1 : 0)
        return min(at + 1, end)
    }
}
