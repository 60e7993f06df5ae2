import EvaCorpus
import EvaModels

/// Scores that cases got from models that knew only what came before them, oldest first: what calibration is fitted on.
struct ForwardRecord: Sendable {
    /// Rows of the table, ascending.
    private(set) var rows: [Int] = []
    /// Log-odds of pay before calibration.
    private(set) var scores: [Double] = []

    mutating func append(_ scores: [Double], rows: Range<Int>) {
        self.rows += rows
        self.scores += scores
    }

    /// Fewest scores that a map is fitted on.
    private static let fewest = 50

    /// The chosen map, fitted on the rows before `end`; the scores as they are where these are too few or have one label.
    func calibrator(_ calibration: CalibrationSearch, _ table: CaseTable, before end: Int) throws -> Calibrator {
        let count = rows[...].partitionIndex { $0 < end }
        let labels = rows[..<count].map { table.labels[$0] }
        guard count >= Self.fewest, labels.contains(0), labels.contains(1) else { return .identity }
        return try calibration.fit(scores, labels, rows[..<count].map { table.times[$0] }, rows: 0..<count)
    }
}
