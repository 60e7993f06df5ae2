import EvaCorpus
import EvaModels

/// Scores that cases got from models that knew only what came before them, oldest first: what calibration is fitted on.
package struct ForwardRecord: Sendable, Equatable {
    /// Rows of the table, ascending.
    package private(set) var rows: [Int] = []
    /// Log-odds of pay before calibration.
    package private(set) var scores: [Double] = []

    package init() {}

    package mutating func append(_ scores: [Double], rows: Range<Int>) {
        self.rows += rows
        self.scores += scores
    }

    /// Fewest scores that a map is fitted on.
    private static let fewest = 50

    /// Adds what a record has of the rows after its own last one.
    package mutating func append(newerOf other: ForwardRecord) {
        let first = other.rows[...].partitionIndex { $0 <= rows.last ?? -1 }
        rows += other.rows[first...]
        scores += other.scores[first...]
    }

    /// The chosen map, fitted on the rows before `end`; the scores as they are where these are too few.
    func calibrator(_ calibration: CalibrationSearch, _ table: CaseTable, before end: Int) throws -> Calibrator {
        let count = rows[...].partitionIndex { $0 < end }
        guard count >= Self.fewest else { return .identity }
        let labels = rows[..<count].map { table.labels[$0] }
        return try calibration.fit(scores, labels, rows[..<count].map { table.times[$0] }, rows: 0..<count)
    }
}
