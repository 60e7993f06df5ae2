/// The budgets of a group by the answers that they bound.
struct GroupBudgets: Equatable {
    /// Budgets of the pays.
    var pay: [ErrorBudget] = []
    /// Budgets of the denies.
    var deny: [ErrorBudget] = []
    /// Budgets of both together; empty when pays or denies have their own.
    var both: [ErrorBudget] = []

    /// Offsets of the log-odds that are tried where pays and denies are bounded together.
    static let offsets = [-1.0, 0, 1]

    /// Beside budgets of one answer, one of both bounds each of them, which implies it.
    init(_ budgets: [ErrorBudget]) {
        pay = budgets.filter { $0.kind == .wrongPay }
        deny = budgets.filter { $0.kind == .wrongDeny }
        both = budgets.filter { $0.kind == .selectiveError }
        guard !(pay.isEmpty && deny.isEmpty) else { return }
        for joint in both {
            Self.tighten(&pay, .wrongPay, by: joint)
            Self.tighten(&deny, .wrongDeny, by: joint)
        }
        both = []
    }

    private static func tighten(_ budgets: inout [ErrorBudget], _ kind: ErrorBudget.Kind, by joint: ErrorBudget) {
        if let index = budgets.firstIndex(where: { $0.unit == joint.unit }) {
            budgets[index].rate = min(budgets[index].rate, joint.rate)
        } else {
            budgets.append(ErrorBudget(kind, rate: joint.rate, of: joint.unit))
        }
    }

    /// All of them.
    var all: [ErrorBudget] { pay + deny + both }

    /// Tests that share the risk.
    var testCount: Int { pay.count + deny.count + Self.offsets.count * both.count }

    /// The paths to try: those of one answer, or those of both.
    func paths(_ record: ForwardCases, _ positions: [Int]) -> [CarefulPath] {
        guard both.isEmpty else {
            return Self.offsets.map {
                CarefulPath(.both(offset: $0), record, positions: positions, budgets: both)
            }
        }
        return [
            CarefulPath(.pay, record, positions: positions, budgets: pay),
            CarefulPath(.deny, record, positions: positions, budgets: deny),
        ]
    }
}
