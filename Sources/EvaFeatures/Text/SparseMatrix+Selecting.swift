import EvaNumerics

extension SparseMatrix {
    /// The rows given, in that order.
    func selecting(_ rows: [Int]) -> SparseMatrix {
        var selected = SparseMatrix(columns: columns)
        for row in rows {
            for entry in offsets[row]..<offsets[row + 1] {
                selected.append(column: Int(indices[entry]), value: values[entry])
            }
            selected.endRow()
        }
        return selected
    }
}
