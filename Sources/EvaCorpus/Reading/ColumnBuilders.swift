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

/// The names of a column under construction: those of a list, then the others in order of first appearance.
struct NameCodes: Sendable {
    let known: NameList?
    private var others = ByteDictionary()

    init(_ known: NameList? = nil) {
        self.known = known
    }

    var count: Int { (known?.count ?? 0) + others.count }

    /// Code of the name `source[start..<end]`, which is added when new.
    @inline(__always)
    mutating func insert(_ source: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        guard let known else { return others.insert(source, start, end).code }
        return known.code(of: source, start, end) ?? known.count + others.insert(source, start, end).code
    }

    /// Takes the names that are not of the list out again.
    mutating func removeAll() {
        if others.count > 0 { others.removeAll() }
    }

    /// Name of each code.
    var names: [String] {
        guard let known else { return others.names }
        return others.count == 0 ? known.names : known.names + others.names
    }
}

/// A category column under construction.
struct CategoryBuilder: ColumnBuilder, Sendable {
    var codes: [Int32] = []
    private var names: NameCodes

    init(_ known: NameList? = nil) {
        names = NameCodes(known)
    }

    @inline(__always)
    mutating func append(_ source: Span<UInt8>, _ cell: Cell) {
        let (start, end) = trimmedRange(source, cell)
        codes.append(start == end ? -1 : Int32(truncatingIfNeeded: names.insert(source, start, end)))
    }

    mutating func removeAll() {
        codes.removeAll(keepingCapacity: true)
        names.removeAll()
    }

    func finish() -> CategoryColumn {
        var column = CategoryColumn()
        column.codes = codes
        column.categories = names.names
        column.known = names.known
        return column
    }
}

/// A set column under construction.
struct SetBuilder: ColumnBuilder, Sendable {
    let separator: [UInt8]
    var offsets: [Int32] = [0]
    var members: [Int32] = []
    var isMissing: [Bool] = []
    private var names: NameCodes
    /// Last row with each code, counted from 1 through all tables that are built: tells repetitions in constant time.
    private var lastRow: [UInt32] = []
    private var row: UInt32 = 0

    init(separator: String, known: NameList? = nil) {
        self.separator = Array(separator.utf8)
        names = NameCodes(known)
    }

    /// Appends the members of a cell.
    ///
    /// Empty and unquoted is missing; empty and quoted, or separators alone, is the empty set.
    @inline(__always)
    mutating func append(_ source: Span<UInt8>, _ cell: Cell) {
        let (start, end) = trimmedRange(source, cell)
        isMissing.append(start == end && !cell.isQuoted)
        if row == .max {
            lastRow.removeAll(keepingCapacity: true)
            row = 0
        }
        row += 1
        var memberStart = start
        var at = start
        while at <= end, start < end {
            if at == end || isSeparator(source, at, end) {
                insert(source, memberStart, at)
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
    private mutating func insert(_ source: Span<UInt8>, _ start: Int, _ end: Int) {
        var start = start
        var end = end
        trim(source, &start, &end)
        if start == end { return }
        let code = names.insert(source, start, end)
        while lastRow.count <= code { lastRow.append(0) }
        if lastRow[code] == row { return }
        lastRow[code] = row
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
        names.removeAll()
    }

    func finish() -> SetColumn {
        var column = SetColumn()
        column.offsets = offsets
        column.members = members
        column.isMissing = isMissing
        column.dictionary = names.names
        column.known = names.known
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
