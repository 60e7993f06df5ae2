/// Columns padded to equal width: the first `left` to the left, the others, numbers, to the right.
struct TextTable {
    let header: [String]
    let rows: [[String]]
    let left: Int

    var lines: [String] {
        let all = [header] + rows
        let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        return all.map { row in
            let cells = row.indices.map { column in
                let padding = String(repeating: " ", count: widths[column] - row[column].count)
                return column < left ? row[column] + padding : padding + row[column]
            }
            var line = "  " + cells.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            return line
        }
    }
}
