/// A column under construction whose values cannot be bad.
protocol ColumnBuilder {
    /// Appends the value in a cell.
    mutating func append(_ source: Span<UInt8>, _ cell: Cell)
}

extension ColumnBuilder {
    /// Appends the values of `records`; without a column all of them are missing.
    @inline(__always)
    mutating func append(_ records: [Int], of batch: RecordBatch, column: Int?, _ bytes: Span<UInt8>) {
        guard let column else {
            for _ in records { append(bytes, .missing(at: 0)) }
            return
        }
        let scratch = batch.scratch.span
        for record in records {
            let cell = batch.cells[record * batch.columnCount + column]
            if cell.isScratch { append(scratch, cell) } else { append(bytes, cell) }
        }
    }
}

/// A category column under construction.
struct CategoryBuilder: ColumnBuilder, Sendable {
    var codes: [Int32] = []
    var dictionary = ByteDictionary()

    @inline(__always)
    mutating func append(_ source: Span<UInt8>, _ cell: Cell) {
        let (start, end) = trimmedRange(source, cell)
        codes.append(start == end ? -1 : Int32(truncatingIfNeeded: dictionary.insert(source, start, end).code))
    }

    mutating func removeAll() {
        codes.removeAll(keepingCapacity: true)
        dictionary.removeAll()
    }

    func finish() -> CategoryColumn {
        var column = CategoryColumn()
        column.codes = codes
        column.categories = dictionary.names
        return column
    }
}

/// A set column under construction.
struct SetBuilder: ColumnBuilder, Sendable {
    let separator: [UInt8]
    var offsets: [Int32] = [0]
    var members: [Int32] = []
    var isMissing: [Bool] = []
    var dictionary = ByteDictionary()
    /// Last row, from 1, with each code: tells repetitions in constant time.
    private var lastRow: [Int32] = []

    init(separator: String) {
        self.separator = Array(separator.utf8)
    }

    /// Appends the members of a cell.
    ///
    /// Empty and unquoted is missing; empty and quoted, or separators alone, is the empty set.
    @inline(__always)
    mutating func append(_ source: Span<UInt8>, _ cell: Cell) {
        let (start, end) = trimmedRange(source, cell)
        isMissing.append(start == end && !cell.isQuoted)
        let row = Int32(truncatingIfNeeded: isMissing.count)
        var memberStart = start
        var at = start
        while at <= end, start < end {
            if at == end || isSeparator(source, at, end) {
                insert(source, memberStart, at, row)
                if at == end { break }
                at += separator.count
                memberStart = at
            } else {
                at += 1
            }
        }
        offsets.append(Int32(truncatingIfNeeded: members.count))
    }

    @inline(__always)
    private func isSeparator(_ source: Span<UInt8>, _ at: Int, _ end: Int) -> Bool {
        if source[at] != separator[0] { return false }
        if separator.count == 1 { return true }
        guard at + separator.count <= end else { return false }
        for index in 1..<separator.count where source[at + index] != separator[index] { return false }
        return true
    }

    @inline(__always)
    private mutating func insert(_ source: Span<UInt8>, _ start: Int, _ end: Int, _ row: Int32) {
        var start = start
        var end = end
        trim(source, &start, &end)
        if start == end { return }
        let (code, isNew) = dictionary.insert(source, start, end)
        if isNew {
            lastRow.append(row)
        } else if lastRow[code] == row {
            return
        } else {
            lastRow[code] = row
        }
        members.append(Int32(truncatingIfNeeded: code))
    }

    mutating func reserve(rows: Int) {
        offsets.reserveCapacity(rows + 1)
        isMissing.reserveCapacity(rows)
        if !isMissing.isEmpty { members.reserveCapacity(rows * members.count / isMissing.count + rows / 16) }
    }

    mutating func removeAll() {
        offsets.removeAll(keepingCapacity: true)
        offsets.append(0)
        members.removeAll(keepingCapacity: true)
        isMissing.removeAll(keepingCapacity: true)
        dictionary.removeAll()
        lastRow.removeAll(keepingCapacity: true)
    }

    func finish() -> SetColumn {
        var column = SetColumn()
        column.offsets = offsets
        column.members = members
        column.isMissing = isMissing
        column.dictionary = dictionary.names
        return column
    }
}

extension TextColumn: ColumnBuilder {
    mutating func removeAll() {
        offsets.removeAll(keepingCapacity: true)
        offsets.append(0)
        bytes.removeAll(keepingCapacity: true)
        isMissing.removeAll(keepingCapacity: true)
    }

    /// Appends a cell's text as it is.
    ///
    /// Empty and unquoted is missing; empty and quoted is the empty text.
    mutating func append(_ source: Span<UInt8>, _ cell: Cell) {
        isMissing.append(cell.isEmpty && !cell.isQuoted)
        source.extracting(Int(cell.start)..<Int(cell.end)).withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
        offsets.append(bytes.count)
    }
}

/// The bytes of a cell without blanks at its ends.
@inline(__always)
func trimmedRange(_ source: Span<UInt8>, _ cell: Cell) -> (start: Int, end: Int) {
    var start = Int(cell.start)
    var end = Int(cell.end)
    trim(source, &start, &end)
    return (start, end)
}

@inline(__always)
private func trim(_ source: Span<UInt8>, _ start: inout Int, _ end: inout Int) {
    while start < end, source[start] <= 32, isBlank(source[start]) { start += 1 }
    while end > start, source[end - 1] <= 32, isBlank(source[end - 1]) { end -= 1 }
}
