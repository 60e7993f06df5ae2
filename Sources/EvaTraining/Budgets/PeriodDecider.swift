import EvaBundle
import EvaCorpus
import EvaDecisions
import EvaNumerics

/// Decides the cases of a replay's period; with a policy, by thresholds that are found anew from time to time, mostly
/// every week, from the labels known by then.
struct PeriodDecider {
    let table: CaseTable
    let guidance: Guidance
    let policy: Policy?
    let labelDelayDays: Int
    /// Days after which thresholds are found anew; `nil`: they stay for the period.
    let renewalDays: Int?
    let pool: WorkerPool

    /// Decisions on rows from `start` on; `forward` holds their probabilities, too; `model` is `nil` where a base rate stood
    /// for it.
    func decide(
        _ rows: Range<Int>,
        since start: CaseTime,
        scores: [Double],
        probabilities: [Double],
        model: ClaimModel?,
        _ forward: ForwardProbabilities
    ) throws -> [Decision] {
        guard let policy else {
            return try guidance.decide(
                table,
                rows: rows,
                scores: scores,
                probabilities: probabilities,
                model: model,
                pool: pool
            )
        }
        var guidance = guidance
        var account = PeriodAccount()
        var decisions: [Decision] = []
        var booked = 0
        var next = rows.lowerBound
        while next < rows.upperBound {
            let (begin, part) = stretch(at: next, of: rows, since: start)
            let known = knownRows(at: max(begin, start))
            while booked < decisions.count, rows.lowerBound + booked < known {
                let row = rows.lowerBound + booked
                let amount = table.amounts.isEmpty ? Double.nan : table.amounts[row]
                account.book(decisions[booked].answer, label: table.labels[row], amount: amount)
                booked += 1
            }
            let record = forward.cases(of: table, before: known, deciding: policy)
            guidance.rule = try ThresholdSearch(policy).rule(record, schema: table.schema, account: account)
            let offset = next - rows.lowerBound
            decisions += try guidance.decide(
                table,
                rows: part,
                scores: Array(scores[offset..<offset + part.count]),
                probabilities: Array(probabilities[offset..<offset + part.count]),
                model: model,
                pool: pool
            )
            next = part.upperBound
        }
        return decisions
    }

    /// The rows from `next` on that the same thresholds decide, and when they are found.
    private func stretch(at next: Int, of rows: Range<Int>, since start: CaseTime) -> (CaseTime, Range<Int>) {
        guard let renewalDays else { return (start, next..<rows.upperBound) }
        let week = (table.times[next].day - start.day) / renewalDays
        let begin = CaseTime(seconds: Int64(start.day + week * renewalDays) * 86_400)
        let end = CaseTime(seconds: begin.seconds + Int64(renewalDays) * 86_400)
        return (begin, next..<table.times[..<rows.upperBound].partitionIndex { $0 < end })
    }

    /// Number of rows before `moment` whose labels are known then.
    private func knownRows(at moment: CaseTime) -> Int {
        let delay = Int64(labelDelayDays) * 86_400
        let end = min(moment, CaseTime(seconds: moment.seconds - delay + 1))
        return table.rows(until: end).upperBound
    }
}
