import EvaBundle
import EvaCorpus
import EvaDecisions
import EvaNumerics

/// Finds how alike the nearest earlier case is for ordinary cases: the newest ones, each against what came before it.
///
/// What a case's values are worth is judged as it would have been then: a category or a member of a set that no earlier
/// case had counts as unseen, though the model, which was trained on all, knows it by now.
struct NoveltyCalibration {
    private let model: ClaimModel
    private let table: CaseTable
    private let rows: [Int]
    private let pool: WorkerPool
    /// Positions of the cases that each of the newest is compared with: those before its time, at most as many as kept.
    private let windows: [Range<Int>]
    /// For each field the time at which each of its values was first seen.
    private let firstSeen: [[CaseTime]]

    /// Newest cases that are judged, at most.
    private static let mostJudged = 2_000

    /// `rows` are all labelled cases, newest first; a claim will be compared with `kept` of them.
    init(_ model: ClaimModel, _ table: CaseTable, rows: [Int], kept: Int, pool: WorkerPool) {
        self.model = model
        self.table = table
        self.rows = rows
        self.pool = pool
        windows = rows.prefix(min(Self.mostJudged, rows.count / 2))
            .map { row in
                let start = rows[...].partitionIndex { table.times[$0] >= table.times[row] }
                return start..<start + min(kept, rows.count - start)
            }
        let never = CaseTime(seconds: .max)
        firstSeen = table.columns.map { column in
            switch column {
            case .category(let column):
                var times = [CaseTime](repeating: never, count: column.categories.count)
                for row in rows where column.codes[row] >= 0 {
                    times[Int(column.codes[row])] = min(times[Int(column.codes[row])], table.times[row])
                }
                return times
            case .set(let column):
                var times = [CaseTime](repeating: never, count: column.dictionary.count)
                for row in rows {
                    for member in column.members(of: row) {
                        times[Int(member)] = min(times[Int(member)], table.times[row])
                    }
                }
                return times
            default: return []
            }
        }
    }

    /// Position after the last case that is compared with.
    var reach: Int { windows.map(\.upperBound).max() ?? 0 }

    /// Calibrates; `cases` are the first of the rows, as far as they are compared with.
    func calibrate(_ cases: ComparableCases) throws -> Novelty? {
        let nearest = try windows.indices.mapped(by: pool, memory: model.makeRow) {
            [model, table, rows] position, features in
            let row = rows[position]
            _ = try model.predict(table, row: row, using: &features)
            let query = cases.likeness.query(model, features, unseen: unseen(row))
            return cases.nearest(to: query, in: windows[position], most: 1).first?.sum ?? 0
        }
        return Novelty(nearest: nearest, earlier: windows.map(\.count).min() ?? 0, closed: closed)
    }

    /// Fields in which none of the cases brought a value that nobody had seen before.
    private var closed: [Int] {
        var isOpen = firstSeen.map(\.isEmpty)
        for row in rows.prefix(windows.count) {
            for (field, isNew) in unseen(row).prefix(isOpen.count).enumerated() where isNew {
                isOpen[field] = true
            }
        }
        return isOpen.indices.filter { !isOpen[$0] }
    }

    /// Whether each of the layout's fields has a value that nobody had seen before the row's time.
    private func unseen(_ row: Int) -> [Bool] {
        var unseen = model.featurizer.unseen(table, row: row)
        let time = table.times[row]
        for (index, column) in table.columns.enumerated() {
            switch column {
            case .category(let column):
                let code = column.codes[row]
                if code >= 0, firstSeen[index][Int(code)] >= time { unseen[index] = true }
            case .set(let column):
                if column.members(of: row).contains(where: { firstSeen[index][Int($0)] >= time }) {
                    unseen[index] = true
                }
            default: break
            }
        }
        return unseen
    }
}
