/// A claim with what became of it.
struct DecidedCase {
    var facts: SimulatedCase
    var agent: String
    var paysFirst: Bool
    var pays: Bool
    /// True probability of pay in millionths.
    var truth: Int
    var paidCents: Int
    var closing: Closing

    /// How a claim was closed; known only afterwards.
    enum Closing: String {
        case paidFromFund = "paid_from_fund"
        case paidBySeller = "paid_by_seller"
        case closedUnpaid = "closed_unpaid"
        case withdrawn
    }
}
