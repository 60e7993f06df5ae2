package import EvaCorpus
package import EvaDecisions
package import EvaStandards
import Foundation

/// A suggestion as it was served, read back from its JSON: what a page shows is what the store keeps.
package struct SuggestionRecord: Decodable, Sendable {
    package struct Reason: Decodable, Sendable {
        package let field: String
        package let value: String?
        package let contribution: Double
        package let text: Titles
    }

    package struct Clause: Decodable, Sendable {
        package let id: String
        package let version: Int
        package let title: Titles
        package let text: Titles
        package let effect: Effect
        package let inForce: Bool
        package let missingEvidence: [String]
    }

    package struct Conflict: Decodable, Sendable {
        package let text: Titles
    }

    package struct Missing: Decodable, Sendable {
        package let evidence: String
        package let standards: [String]
    }

    package struct Precedent: Decodable, Sendable {
        package struct Difference: Decodable, Sendable {
            package let field: String
            package let here: String?
            package let there: String?
        }

        package let id: String
        package let time: String
        package let label: Answer
        package let similarity: Double
        package let differences: [Difference]
    }

    package struct Change: Decodable, Sendable {
        package let text: Titles
    }

    package struct Amount: Decodable, Sendable {
        package let claimed: Double
        package let suggested: Double?
        package let lowest: Double?
        package let highest: Double?
        package let currency: String?
    }

    package let suggestion: Answer
    package let reviewCause: ReviewCause?
    package let decidedBy: Decider?
    package let confidence: Double
    package let probability: Double
    package let score: Double
    package let base: Double
    package let contributions: [String: Double]
    package let reasons: [Reason]
    package let standards: [Clause]
    package let conflicts: [Conflict]?
    package let missingEvidence: [Missing]
    package let precedents: [Precedent]
    package let whatWouldChangeIt: Change?
    package let amount: Amount?
    package let model: ModelIdentity

    private enum CodingKeys: String, CodingKey {
        case suggestion, confidence, probability, score, base, contributions, reasons, standards, conflicts, precedents
        case amount, model
        case reviewCause = "review_cause"
        case decidedBy = "decided_by"
        case missingEvidence = "missing_evidence"
        case whatWouldChangeIt = "what_would_change_it"
    }

    /// Reads a suggestion's JSON.
    package init(json: String) throws {
        self = try JSONDecoder().decode(SuggestionRecord.self, from: Data(json.utf8))
    }
}

extension SuggestionRecord.Clause {
    private enum CodingKeys: String, CodingKey {
        case id, version, title, text, effect
        case inForce = "in_force"
        case missingEvidence = "missing_evidence"
    }
}
