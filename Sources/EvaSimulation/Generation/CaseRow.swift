import EvaCorpus

/// The columns of cases.csv, in order.
enum CaseRow {
    static let header =
        "case_id,claimed_at,category,scene,order_amount,claim_amount,order_date,signed_date,buyer_credit,"
        + "buyer_claims_12m,buyer_upheld_share,shop_type,shop_promises,seller_dispute_rate,seller_rating,"
        + "logistics_status,delay_days,weight_gap_percent,evidence,evidence_authenticity,seller_answer,risk_flag,"
        + "narrative,agent_id,agent_decision,decision,paid_amount,closing_status,true_probability\n"

    static func written(_ decided: DecidedCase, number: Int) -> String {
        let facts = decided.facts
        return [
            "AS" + padded(number, 7),
            minute(facts.time),
            facts.category.rawValue,
            facts.scene.rawValue,
            decimal(facts.orderCents, 2),
            decimal(facts.claimCents, 2),
            date(facts.orderDay),
            facts.signedDay.map(date) ?? "",
            facts.credit.rawValue,
            String(facts.claims),
            facts.upheldShare.map { decimal($0, 2) } ?? "",
            facts.shop.rawValue,
            set(facts.promises.names),
            decimal(facts.disputeRate, 2),
            decimal(facts.rating, 2),
            facts.logistics.rawValue,
            facts.delayDays.map(String.init) ?? "",
            facts.weightGap.map { decimal($0, 1) } ?? "",
            set(facts.evidence.names),
            facts.authenticity?.rawValue ?? "",
            facts.answer.rawValue,
            facts.hasRiskFlag ? "true" : "false",
            quoted(facts.narrative),
            decided.agent,
            decided.paysFirst ? "pay" : "deny",
            decided.pays ? "pay" : "deny",
            decimal(decided.paidCents, 2),
            decided.closing.rawValue,
            decimal(decided.truth, 6),
        ]
        .joined(separator: ",") + "\n"
    }

    /// `yyyy-MM-ddTHH:mm`, at midnight too.
    private static func minute(_ time: CaseTime) -> String {
        let minutes = Int(time.seconds / 60) - time.day * 1440
        return date(time.day) + "T" + padded(minutes / 60, 2) + ":" + padded(minutes % 60, 2)
    }

    private static func date(_ day: Int) -> String {
        CaseTime(seconds: Int64(day) * 86_400).description
    }

    /// An empty set is written as quotes, so that it is not missing.
    private static func set(_ names: [String]) -> String {
        names.isEmpty ? "\"\"" : names.joined(separator: ";")
    }

    /// A count of hundredths, tenths or millionths as a decimal number.
    private static func decimal(_ value: Int, _ places: Int) -> String {
        let digits = padded(value, places + 1)
        return digits.dropLast(places) + "." + digits.suffix(places)
    }

    private static func padded(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private static func quoted(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
