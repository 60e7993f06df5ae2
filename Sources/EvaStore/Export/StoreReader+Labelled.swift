public import EvaDecisions
import GRDB

/// A case with its label.
public struct LabelledCase: Sendable, Equatable {
    /// Identifier.
    public let id: String
    /// The fields as sent.
    public let fields: String
    /// Pay or deny.
    public let label: Answer
}

extension StoreReader {
    /// The newest cases with a label and facts, the newest first: labelled by a reviewer's final word, or else by the
    /// agent's pay or deny.
    public func labelled(newest limit: Int) throws -> [LabelledCase] {
        try db.all(
            """
            SELECT case_id, fields, coalesce(r.answer, d.answer) AS label FROM cases
            LEFT JOIN reviews r ON r.case_number = number
            LEFT JOIN decisions d ON d.case_number = number AND d.final = 1
            WHERE status IN ('decided', 'settled') AND fields IS NOT NULL AND label IN ('pay', 'deny')
            ORDER BY number DESC LIMIT ?
            """,
            [max(0, limit)]
        )
        .map {
            LabelledCase(id: try $0.value("case_id"), fields: try $0.value("fields"), label: try $0.choice("label"))
        }
    }
}
