package import EvaCorpus
package import EvaDecisions

/// One case on one screen.
package struct CasePage: Sendable {
    package let id: String
    package let path: String
    package let received: String
    package let claimed: String?
    package let amount: String?
    package let status: String
    package let statusName: String
    package let segment: String?
    package let facts: [FactRow]
    package let texts: [FactRow]
    package let advice: Advice?
    /// Whether the agent has to say first what they would do.
    package let isHidden: Bool
    /// Why no suggestion is shown, where there is none and nothing is to be decided.
    package let withoutAdvice: String?
    package let canDecide: Bool
    package let history: [HistoryRow]
    package let hasHistory: Bool
    /// What was typed before, when a form came back.
    package let reason: String?
    package let choices: [Choice]
    package let commits: [Choice]

    /// An answer that can be chosen.
    package struct Choice: Sendable {
        package let answer: String
        package let name: String
        package let key: String
        package let isChosen: Bool
    }

    /// The three answers, each with its key.
    package static func choices(_ words: Words, but excluded: Answer?, chosen: Answer?) -> [Choice] {
        let keys: [Answer: String] = [.pay: "p", .deny: "d", .review: "r"]
        return Answer.allCases.filter { $0 != excluded }
            .map { answer in
                Choice(
                    answer: answer.rawValue,
                    name: words["do_\(answer.rawValue)"],
                    key: keys[answer] ?? "",
                    isChosen: answer == chosen
                )
            }
    }
}

/// A suggestion with what can be done about it; the part of the page that a tick in the checklist makes anew.
package struct Advice: Sendable {
    package let casePath: String
    /// Number of the suggestion in the store.
    package let number: Int64?
    package let view: SuggestionView
    package let checklist: [EvidenceItem]
    package let hasChecklist: Bool
    /// Whether this is what the suggestion would be with the evidence that is ticked, and nothing is stored.
    package let isPreview: Bool
    package let previewText: String?
    package let canDecide: Bool
    package let acceptText: String
    /// What the agent said before seeing the suggestion.
    package let committed: String?
    package let notices: [NoticeText]
}

/// What the claimant is told when this is decided.
package struct NoticeText: Sendable {
    package let answer: String
    package let title: String
    package let paragraphs: [String]
    package let text: String
    package let isSuggested: Bool
}

/// Something that was done with a case.
package struct HistoryRow: Sendable {
    package let who: String
    package let what: String
    package let answer: String
    package let answerName: String
    package let remark: String?
    package let when: String
}
