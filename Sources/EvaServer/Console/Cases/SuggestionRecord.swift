import EvaCorpus
import EvaDecisions
import EvaStandards
import Foundation

/// A suggestion as it was served, read back from its JSON: what a page shows is what the store keeps.
struct SuggestionRecord: Decodable, Sendable {
    struct Reason: Decodable, Sendable {
        let field: String
        let value: String?
        let contribution: Double
        let text: Titles
    }

    struct Clause: Decodable, Sendable {
        let id: String
        let version: Int
        let title: Titles
        let text: Titles
        let effect: Effect
        let inForce: Bool
        let missingEvidence: [String]
    }

    struct Conflict: Decodable, Sendable {
        let text: Titles
    }

    struct Missing: Decodable, Sendable {
        let evidence: String
        let standards: [String]
    }

    struct Precedent: Decodable, Sendable {
        struct Difference: Decodable, Sendable {
            let field: String
            let here: String?
            let there: String?
        }

        let id: String
        let time: String
        let label: Answer
        let similarity: Double
        let differences: [Difference]
    }

    struct Change: Decodable, Sendable {
        let text: Titles
    }

    struct Amount: Decodable, Sendable {
        let claimed: Double
        let suggested: Double?
        let lowest: Double?
        let highest: Double?
        let currency: String?
    }

    let suggestion: Answer
    let reviewCause: ReviewCause?
    let decidedBy: Decider?
    let confidence: Double
    let probability: Double
    let score: Double
    let base: Double
    let contributions: [String: Double]
    let reasons: [Reason]
    let standards: [Clause]
    let conflicts: [Conflict]?
    let missingEvidence: [Missing]
    let precedents: [Precedent]
    let whatWouldChangeIt: Change?
    let amount: Amount?
    let model: ModelIdentity

    private enum CodingKeys: String, CodingKey {
        case suggestion, confidence, probability, score, base, contributions, reasons, standards, conflicts, precedents
        case amount, model
        case reviewCause = "review_cause"
        case decidedBy = "decided_by"
        case missingEvidence = "missing_evidence"
        case whatWouldChangeIt = "what_would_change_it"
    }

    /// Reads a suggestion's JSON.
    init(json: String) throws {
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
