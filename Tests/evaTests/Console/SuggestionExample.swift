import EvaBundle
import EvaCorpus
import EvaDecisions
import EvaFeatures
import EvaModels
import EvaStandards
import EvaTestSupport

/// Suggestions with every part, and with none.
enum SuggestionExample {
    static let identity = ModelIdentity(name: "after-sales", version: "7", hash: "0123456789abcdef")

    /// Leaves nothing but an answer.
    static func clear(_ suggestion: inout Suggestion) {
        suggestion.caseID = nil
        suggestion.answer = .pay
        (suggestion.confidence, suggestion.probability, suggestion.score) = (0.731, 0.731, 1)
        (suggestion.base, suggestion.contributions, suggestion.reasons) = (1, [], [])
        suggestion.amount = nil
    }

    /// Fills every part.
    static func fill(_ suggestion: inout Suggestion) {
        suggestion.caseID = "NEW-1"
        suggestion.answer = .review
        suggestion.reviewCause = .evidenceMissing
        suggestion.reasons = [
            reason("scene", "shrank", 2.134, "Complaint is “shrank”, which speaks for paying.", "投诉场景为“shrank”，倾向赔付。"),
            reason(
                "evidence",
                "photo; wash_label_photo",
                -0.412,
                "Evidence holds no more than photo and wash label photo, which speaks for denying.",
                "凭证只有photo、wash label photo，倾向拒赔。"
            ),
            reason(
                "claim_amount",
                "450.00",
                -0.06,
                "Amount claimed is 450.00 CNY, above the usual 88.20, which speaks for denying.",
                "申请赔付金额为450.00 CNY，高于通常的88.20，倾向拒赔。"
            ),
        ]
        suggestion.standards = [
            finding(
                "APP-01",
                "Shrinkage after washing",
                "洗后缩水",
                "A garment that shrank although it was washed as its label says is paid for, once the label is shown.",
                "按洗标洗涤后仍缩水的服装，出示洗标照片后予以赔付。",
                .supportsPay,
                isInForce: true
            ),
            finding(
                "APP-04",
                "High amounts need an inspection",
                "高额需质检",
                "Above 300 yuan an inspection report is needed.",
                "超过300元的须提供质检报告。",
                .needsEvidence,
                isInForce: true,
                missing: ["inspection_report"]
            ),
            finding(
                "GEN-04",
                "Seller agrees",
                "商家同意",
                "The seller agrees.",
                "商家同意。",
                .mustPay,
                isInForce: false,
                missing: ["video"]
            ),
        ]
        suggestion.conflicts = [
            StandardsConflict(
                forPay: ["APP-01"],
                forDeny: [],
                text: Titles(en: "APP-01 speaks for paying; the model says deny.", zh: "APP-01倾向赔付，而模型判断为拒赔。")
            )
        ]
        suggestion.missingEvidence = [
            MissingEvidence(evidence: "inspection_report", standards: ["APP-04"]),
            MissingEvidence(evidence: "video", standards: ["GEN-04", "GEN-05"]),
        ]
        suggestion.precedents = [
            Precedent(id: "AS0041822", time: "2024-11-03T10:01", label: .pay, similarity: 0.934, differences: []),
            Precedent(
                id: "AS0000007",
                time: "2023-02-11",
                label: .deny,
                similarity: 0.61,
                differences: [
                    .init(field: "seller_answer", here: "refuses", there: "counter_evidence"),
                    .init(field: "weight_gap_percent", here: nil, there: "4.2"),
                    .init(field: "evidence", here: "photo; wash_label_photo", there: nil),
                    .init(field: "scene", here: "shrank", there: "damaged"),
                ]
            ),
        ]
        suggestion.whatWouldChangeIt = WhatWouldChangeIt(
            suggestion: .pay,
            probability: 0.931,
            changes: [
                .init(
                    field: "evidence",
                    from: "photo; wash_label_photo",
                    to: "photo; wash_label_photo; inspection_report",
                    added: ["inspection_report"]
                )
            ],
            text: Titles(
                en:
                    "With inspection report added to “Evidence”, the suggestion would be pay (probability of pay 93.1 %).",
                zh: "若“凭证”补充inspection report，建议将变为赔付（赔付概率93.1%）。"
            )
        )
        suggestion.amount = SuggestedAmount(claimed: 450, suggested: 380.5, lowest: 300, highest: 450, currency: "CNY")
    }

    /// Puts a text wherever a user, a file or a model could.
    static func spoil(_ suggestion: inout Suggestion, with text: String) {
        let titles = Titles(en: text, zh: text)
        suggestion.caseID = text
        suggestion.model = ModelIdentity(name: text, version: "1", hash: "a")
        for index in suggestion.reasons.indices { suggestion.reasons[index].text = titles }
        for index in suggestion.standards.indices {
            (suggestion.standards[index].title, suggestion.standards[index].text) = (titles, titles)
            suggestion.standards[index].id = text
        }
        suggestion.conflicts[0].text = titles
        suggestion.missingEvidence[0].evidence = text
        suggestion.missingEvidence[0].standards = [text]
        (suggestion.precedents[0].id, suggestion.precedents[0].time) = (text, text)
        suggestion.precedents[0].differences = [.init(field: text, here: text, there: text)]
        suggestion.whatWouldChangeIt?.text = titles
        suggestion.amount?.currency = text
    }

    private static func reason(_ field: String, _ value: String, _ weight: Double, _ en: String, _ zh: String) -> Reason
    {
        Reason(code: "\(field).x", field: field, value: value, contribution: weight, text: Titles(en: en, zh: zh))
    }

    private static func finding(
        _ id: String,
        _ title: String,
        _ zhTitle: String,
        _ text: String,
        _ zhText: String,
        _ effect: Effect,
        isInForce: Bool,
        missing: [String] = []
    ) -> ClauseFinding {
        ClauseFinding(
            id: id,
            version: 1,
            title: Titles(en: title, zh: zhTitle),
            text: Titles(en: text, zh: zhText),
            effect: effect,
            isInForce: isInForce,
            missingEvidence: missing
        )
    }

    /// What a manifest tells.
    static var info: BundleInfo {
        var info = BundleInfo.example
        info.corpus = "after-sales"
        info.learner = "trees"
        info.measured.accuracy = 0.9132
        return info
    }
}
