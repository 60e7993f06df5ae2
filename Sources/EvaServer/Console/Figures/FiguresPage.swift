import EvaDecisions
import EvaEvaluation
import EvaStore
import Foundation

/// The manager's page: how right people and Eva were, what it cost, and what is left of the error budgets.
struct FiguresPage: Sendable {
    let since: String?
    let until: String?
    let hasCases: Bool
    let totals: [Tile]
    let sides: [Side]
    let blindSettled: String
    let blindWaiting: String
    let hasBlind: Bool
    let budgets: [BudgetRow]
    let hasBudgets: Bool
    let weeks: WeekChart?
    let groups: [Group]

    /// A figure on its own.
    struct Tile: Sendable {
        let title: String
        let value: String
        let detail: String?
    }

    /// Agent alone, Eva alone, or both together, on the cases that were drawn for blind re-review.
    struct Side: Sendable {
        let title: String
        let accuracy: String
        let interval: String
        let judged: String
        let wrongPay: String
        let wrongPayMoney: String
        let wrongDeny: String
        let wrongDenyMoney: String
        let bar: Bar?
    }

    /// A share with its interval on a width of 200.
    struct Bar: Sendable {
        let x: Int
        let low: Int
        let width: Int
    }

    /// An error budget, and what is left of it.
    struct BudgetRow: Sendable {
        let title: String
        let allowed: String
        let measured: String
        let interval: String
        let left: String
        let isSpent: Bool
        let isMeasured: Bool
        let used: Int
    }

    /// Rows by segment or by agent.
    struct Group: Sendable {
        let title: String
        let first: String
        let rows: [Row]
        let bars: [MoneyBar]
        let hasBars: Bool
        let height: Int
    }

    struct Row: Sendable {
        let name: String
        let decided: String
        let coverage: String
        let overrides: String
        let overridesRight: String
        let reviewed: String
        let accuracy: String
        let evaAccuracy: String
        let wrongPay: String
        let wrongDeny: String
    }

    /// Money in wrong pays and wrong denials of a group.
    struct MoneyBar: Sendable {
        let name: String
        let y: Int
        let textY: Int
        let secondY: Int
        let pay: Int
        let deny: Int
        let payText: String
        let denyText: String
        let payX: Int
        let denyX: Int
    }

    init(
        all: Figures?,
        segments: [Figures],
        agents: [Figures],
        weeks weekly: [Figures],
        budgets allowed: [ErrorBudget],
        since: String?,
        until: String?,
        currency: String?,
        words: Words
    ) {
        self.since = since
        self.until = until
        let all = all ?? .none
        hasCases = all.decided > 0
        totals = Self.tiles(all, currency, words)
        sides = [
            Side(words["agent_alone"], all.blind.agentAlone, currency),
            Side(words["eva_alone"], all.blind.evaAlone, currency),
            Side(words["together"], all.blind.together, currency),
        ]
        blindSettled = Shown.count(all.blind.settled)
        blindWaiting = Shown.count(all.blind.waiting)
        hasBlind = all.blind.settled > 0
        budgets = allowed.map { BudgetRow($0, all.blind.evaAlone, currency, words) }
        hasBudgets = !budgets.isEmpty
        weeks = WeekChart(weekly, words)
        groups = [
            Group(words["by_segment"], words["segment"], segments, currency, words),
            Group(words["by_agent"], words["agent"], agents, currency, words),
            Group(words["by_week"], words["week"], weekly, currency, words, hasBars: false),
        ]
    }

    private static func tiles(_ all: Figures, _ currency: String?, _ words: Words) -> [Tile] {
        [
            Tile(
                title: words["decided_cases"],
                value: Shown.count(all.decided),
                detail: Shown.money(all.money, currency)
            ),
            Tile(title: words["coverage"], value: Shown.percent(all.coverage), detail: words["coverage_detail"]),
            Tile(
                title: words["overrides"],
                value: Shown.percent(all.overrideRate),
                detail: words("overrides_detail", "\(all.overridesRight)", "\(all.overridesJudged)")
            ),
            Tile(
                title: words["reviewed"],
                value: Shown.count(all.reviewed),
                detail: all.decisions.accuracy.map { words("right_of_reviewed", Shown.percent($0)) }
            ),
            Tile(
                title: words["wrong_pay"],
                value: Shown.money(all.decisions.wrongPayMoney, currency),
                detail: words("cases_of", "\(all.decisions.wrongPay)", "\(all.decisions.paid)")
            ),
            Tile(
                title: words["wrong_deny"],
                value: Shown.money(all.decisions.wrongDenyMoney, currency),
                detail: words("cases_of", "\(all.decisions.wrongDeny)", "\(all.decisions.denied)")
            ),
        ]
    }
}

extension FiguresPage.Side {
    init(_ title: String, _ tally: Tally, _ currency: String?) {
        let interval = Interval(wilson: tally.right, of: tally.judged)
        self.title = title
        accuracy = Shown.percent(tally.accuracy)
        self.interval = interval.map { "\(Shown.percent($0.low)) – \(Shown.percent($0.high))" } ?? "–"
        judged = Shown.count(tally.judged)
        wrongPay = "\(tally.wrongPay)/\(tally.paid)"
        wrongPayMoney = Shown.money(tally.wrongPayMoney, currency)
        wrongDeny = "\(tally.wrongDeny)/\(tally.denied)"
        wrongDenyMoney = Shown.money(tally.wrongDenyMoney, currency)
        bar = interval.flatMap { interval in
            tally.accuracy.map { accuracy in
                let (low, high) = (Int(200 * interval.low), Int(200 * interval.high))
                return FiguresPage.Bar(x: Int(200 * accuracy), low: low, width: max(2, high - low))
            }
        }
    }
}

extension FiguresPage.BudgetRow {
    /// Held against what Eva suggested on cases that were drawn at random: the only fair figure.
    init(_ budget: ErrorBudget, _ tally: Tally, _ currency: String?, _ words: Words) {
        let isMoney = budget.unit == .money
        let pays = isMoney ? (tally.wrongPayMoney, tally.paidMoney) : (Double(tally.wrongPay), Double(tally.paid))
        let denials =
            isMoney ? (tally.wrongDenyMoney, tally.deniedMoney) : (Double(tally.wrongDeny), Double(tally.denied))
        let (wrong, of) =
            switch budget.kind {
            case .wrongPay: pays
            case .wrongDeny: denials
            case .selectiveError: (pays.0 + denials.0, pays.1 + denials.1)
            }
        func amount(_ value: Double) -> String { isMoney ? Shown.money(value, currency) : "\(Int(value))" }
        let allowance = budget.rate * of
        let rest = max(0, allowance - wrong)
        title = words["budget_\(budget.kind.rawValue)"] + (isMoney ? words["in_money"] : "")
        allowed = Shown.percent(budget.rate)
        isMeasured = of > 0
        measured = isMeasured ? "\(Shown.percent(wrong / of)) (\(amount(wrong))/\(amount(of)))" : "–"
        // Of money an interval needs each case, not their sum.
        let range = isMoney ? nil : Interval(wilson: Int(wrong), of: Int(of))
        interval = range.map { "\(Shown.percent($0.low)) – \(Shown.percent($0.high))" } ?? "–"
        left =
            !isMeasured
            ? words["budget_unknown"]
            : isMoney
                ? words("budget_left_money", amount(rest), amount(of))
                : words("budget_left", String(format: "%.1f", rest), amount(of))
        isSpent = wrong > allowance
        used = allowance > 0 ? min(200, Int(200 * wrong / allowance)) : 0
    }
}

extension FiguresPage.Group {
    init(
        _ title: String,
        _ first: String,
        _ figures: [Figures],
        _ currency: String?,
        _ words: Words,
        hasBars: Bool = true
    ) {
        self.title = title
        self.first = first
        rows = figures.map { figures in
            FiguresPage.Row(
                name: figures.group.isEmpty ? words["missing"] : Shown.words(figures.group),
                decided: Shown.count(figures.decided),
                coverage: Shown.percent(figures.coverage),
                overrides: Shown.percent(figures.overrideRate),
                overridesRight: "\(figures.overridesRight)/\(figures.overridesJudged)",
                reviewed: Shown.count(figures.reviewed),
                accuracy: Shown.percent(figures.decisions.accuracy),
                evaAccuracy: Shown.percent(figures.suggestions.accuracy),
                wrongPay: Shown.money(figures.decisions.wrongPayMoney, currency),
                wrongDeny: Shown.money(figures.decisions.wrongDenyMoney, currency)
            )
        }
        let shown = hasBars ? figures.prefix(20) : []
        let most = shown.flatMap { [$0.decisions.wrongPayMoney, $0.decisions.wrongDenyMoney] }.max() ?? 0
        bars =
            most <= 0
            ? []
            : shown.enumerated()
                .map { index, figures in
                    let pay = Int((240 * figures.decisions.wrongPayMoney / most).rounded())
                    let deny = Int((240 * figures.decisions.wrongDenyMoney / most).rounded())
                    return FiguresPage.MoneyBar(
                        name: figures.group.isEmpty ? words["missing"] : Shown.words(figures.group),
                        y: 30 * index + 4,
                        textY: 30 * index + 19,
                        secondY: 30 * index + 15,
                        pay: pay,
                        deny: deny,
                        payText: pay > 0 ? Shown.money(figures.decisions.wrongPayMoney) : "",
                        denyText: deny > 0 ? Shown.money(figures.decisions.wrongDenyMoney) : "",
                        payX: 156 + pay,
                        denyX: 156 + deny
                    )
                }
        self.hasBars = !bars.isEmpty
        height = 30 * bars.count + 4
    }
}

extension Figures {
    /// Of nothing.
    fileprivate static let none = Figures()
}
