/// What the written standards alone say about a case.
public enum Verdict: String, Sendable, Codable {
    /// The clauses say pay.
    case pay
    /// The clauses say deny.
    case deny
    /// No clause speaks, or as much speaks for as against.
    case undecided
}

extension Verdict {
    /// The verdict of effects that came about: `must` clauses outrank the rest, then the majority of votes decides;
    /// two opposite `must` clauses, and a tie of votes, leave the case undecided.
    init(_ effects: some Sequence<Effect>) {
        var musts = (pay: 0, deny: 0)
        var votes = (pay: 0, deny: 0)
        for effect in effects {
            switch effect {
            case .mustPay: musts.pay += 1
            case .mustDeny: musts.deny += 1
            case .supportsPay: votes.pay += 1
            case .supportsDeny, .needsEvidence: votes.deny += 1
            }
        }
        if musts.pay > 0 || musts.deny > 0 {
            self = musts.deny == 0 ? .pay : musts.pay == 0 ? .deny : .undecided
        } else {
            self = votes.pay > votes.deny ? .pay : votes.deny > votes.pay ? .deny : .undecided
        }
    }
}
