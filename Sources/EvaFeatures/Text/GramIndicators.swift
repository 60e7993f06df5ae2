import EvaNumerics

/// Chooses the few n-grams that the trees see one by one: those with the strongest say in the text score, none of
/// which mostly stands where a stronger one does.
enum GramIndicators {
    private static let candidateFactor = 8
    private static let mostOverlap = 0.7

    /// Positions of the chosen columns, ascending.
    static func select(_ matrix: SparseMatrix, coefficients: [Double], most: Int) -> [Int32] {
        var holders = [Int](repeating: 0, count: matrix.columns)
        for column in matrix.indices { holders[Int(column)] += 1 }
        let strength = (0..<matrix.columns)
            .map { column in
                let share = Double(holders[column]) / Double(max(1, matrix.rows))
                return abs(coefficients[column]) * (share * (1 - share)).squareRoot()
            }
        let candidates = (0..<matrix.columns).filter { strength[$0] > 0 }
            .sorted { strength[$0] != strength[$1] ? strength[$0] > strength[$1] : $0 < $1 }
            .prefix(most * candidateFactor)
        var position = [Int32](repeating: -1, count: matrix.columns)
        for (index, column) in candidates.enumerated() { position[column] = Int32(index) }
        var rows = [[Int32]](repeating: [], count: candidates.count)
        for row in 0..<matrix.rows {
            for entry in matrix.offsets[row]..<matrix.offsets[row + 1] {
                let index = position[Int(matrix.indices[entry])]
                if index >= 0 { rows[Int(index)].append(Int32(row)) }
            }
        }
        var chosen: [Int] = []
        var isMarked = [Bool](repeating: false, count: matrix.rows)
        for index in rows.indices where chosen.count < most {
            for row in rows[index] { isMarked[Int(row)] = true }
            let isNew = chosen.allSatisfy { other in
                let shared = rows[other].count { isMarked[Int($0)] }
                return Double(shared) <= mostOverlap * Double(rows[other].count + rows[index].count - shared)
            }
            for row in rows[index] { isMarked[Int(row)] = false }
            if isNew { chosen.append(index) }
        }
        return chosen.map { Int32(candidates[$0]) }.sorted()
    }
}
