/// What senior reviewers weigh although no clause says so: interplays of facts, in log-odds of pay.
struct Judgement {
    var weight: Double
    var holds: @Sendable (SimulatedCase) -> Bool

    static let all: [Judgement] = [
        // Trust in the buyer counts for little in dear claims, and much in cheap ones.
        Judgement(weight: 1.5) { $0.credit == .excellent && $0.claimCents < 30_000 },
        Judgement(weight: -2) { $0.credit == .poor && $0.claims >= 6 },
        // A seller who has many disputes and a poor rating is believed less.
        Judgement(weight: 1.8) { $0.disputeRate >= 450 && $0.rating < 435 },
        // What the seller answers means different things in different shops.
        Judgement(weight: -2.2) { $0.answer == .counterEvidence && $0.shop != .individual },
        Judgement(weight: 1.8) { $0.answer == .noAnswer && $0.shop != .flagship },
        // Doubt about the evidence.
        Judgement(weight: -2) { $0.authenticity == .suspect },
        Judgement(weight: -1.5) { $0.hasRiskFlag && $0.claims >= 5 },
        // Pictures persuade where the eye can judge.
        Judgement(weight: 1.5) { $0.isUndoubted && $0.evidence.contains(.video) && $0.scene.isVisible },
        Judgement(weight: -1.5) {
            $0.scene.isVisible && $0.evidence.isDisjoint(with: [.photo, .video, .unboxingVideo, .inspectionReport])
        },
        // Dear and unproven.
        Judgement(weight: -1.8) {
            $0.claimCents >= 150_000 && $0.evidence.isDisjoint(with: [.inspectionReport, .unboxingVideo, .video])
        },
        // Food and babies are not argued about.
        Judgement(weight: 1.2) { $0.category == .freshFood && $0.claimCents < 10_000 && $0.isUndoubted },
        Judgement(weight: 1.2) { $0.category == .motherBaby && $0.scene != .returnRefused },
        Judgement(weight: -1.5) { $0.category == .petSupplies && $0.shop == .flagship },
    ]
}

extension Scene {
    /// Whether what is wrong can be seen.
    var isVisible: Bool {
        [.damaged, .spoiled, .qualityDefect, .wrongItem, .notAsDescribed, .missingAccessory].contains(self)
    }
}
