public import EvaDecisions
import GRDB

/// A suggestion that is served.
public struct NewSuggestion: Sendable {
    /// Pay, deny or review.
    public var answer: Answer
    /// Why review.
    public var cause: ReviewCause?
    /// Calibrated probability of pay.
    public var probability: Double
    /// Probability that the suggested decision is right.
    public var confidence: Double
    /// The bundle that answered.
    public var model: ModelIdentity
    /// The suggestion's JSON exactly as served, reasons included.
    public var json: String
    /// What was in force beside the model.
    public var settings: SettingHashes
    /// Whether whoever decides sees it at once; `false` in decide-first mode.
    public var isShown: Bool

    /// Creates a suggestion to be stored.
    public init(
        answer: Answer,
        cause: ReviewCause? = nil,
        probability: Double,
        confidence: Double,
        model: ModelIdentity,
        json: String,
        settings: SettingHashes = SettingHashes(),
        isShown: Bool
    ) {
        self.answer = answer
        self.cause = cause
        self.probability = probability
        self.confidence = confidence
        self.model = model
        self.json = json
        self.settings = settings
        self.isShown = isShown
    }
}

extension NewSuggestion {
    /// Of what an advisor said, with its JSON as served.
    public init(
        _ suggestion: Suggestion,
        json: String,
        settings: SettingHashes = SettingHashes(),
        isShown: Bool
    ) {
        self.init(
            answer: suggestion.answer,
            cause: suggestion.reviewCause,
            probability: suggestion.probability,
            confidence: suggestion.confidence,
            model: suggestion.model,
            json: json,
            settings: settings,
            isShown: isShown
        )
    }
}

/// A suggestion in the store.
public struct StoredSuggestion: Sendable, Equatable {
    /// Number.
    public let id: Int64
    /// Number of its case.
    public let caseNumber: Int64
    /// Its JSON as served; `nil` after a purge.
    public let json: String?
    /// Pay, deny or review.
    public let answer: Answer
    /// Why review.
    public let cause: ReviewCause?
    /// Calibrated probability of pay.
    public let probability: Double
    /// Probability that the suggested decision is right.
    public let confidence: Double
    /// The bundle that answered.
    public let model: ModelIdentity
    /// What was in force beside the model.
    public let settings: SettingHashes
    /// When it was made.
    public let served: StoreTime
    /// When it was first shown to the one who decides; `nil` when it was not, or not yet.
    public internal(set) var shown: StoreTime?
    let audit: Int64
}

extension StoredSuggestion: Sealed {
    static let kind = "suggestion"
    var key: Int64 { id }
    var personal: String? { json }

    func add(to digest: inout Digest) {
        digest.add(caseNumber)
        digest.add(answer.rawValue)
        digest.add(cause?.rawValue)
        digest.add(probability)
        digest.add(confidence)
        for part in [model.name, model.version, model.hash] { digest.add(part) }
        for kind in SettingKind.allCases { digest.add(settings[kind]) }
        digest.add(served.milliseconds)
    }
}

extension StoredSuggestion {
    init(_ row: Row) throws {
        id = try row.value("id")
        caseNumber = try row.value("case_number")
        json = try row.optional("json")
        answer = try row.choice("answer")
        cause = try row.optionalChoice("cause")
        probability = try row.value("probability")
        confidence = try row.value("confidence")
        model = ModelIdentity(
            name: try row.value("model_name"),
            version: try row.value("model_version"),
            hash: try row.value("model_hash")
        )
        settings = SettingHashes(
            standards: try row.optional("standards_hash"),
            policy: try row.optional("policy_hash"),
            costs: try row.optional("costs_hash")
        )
        served = try row.time("served")
        shown = try row.optionalTime("shown")
        audit = try row.value("audit")
    }
}
