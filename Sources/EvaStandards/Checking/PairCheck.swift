/// What pairs of clauses say together.
struct PairCheck {
    let logic: CatalogueLogic
    let replay: CatalogueReplay?

    /// Cases in which a clause must have been in force before it counts that another always was, too.
    private static let least = 20

    func findings() -> [CatalogueFinding] {
        let overlaps = logic.pairs { $0.effect == $1.effect && $0.id != $1.id }.compactMap(overlap)
        let contradictions = logic.pairs { $0.effect.isHard && $1.effect.isHard && $0.effect != $1.effect }
            .compactMap(contradiction)
        return contradictions.sorted { ($0.cases ?? 0) > ($1.cases ?? 0) } + overlaps
    }

    /// Clauses of one effect of which one adds nothing to the other.
    private func overlap(_ first: Int, _ second: Int) -> CatalogueFinding? {
        let forward = logic.implies(first, second)
        let backward = logic.implies(second, first)
        if forward || backward {
            // The one that adds nothing is named first.
            let (less, more) = forward ? (first, second) : (second, first)
            let message =
                forward && backward
                ? "both are in force in the same cases and say the same"
                : "whenever \(name(less)) is in force, \(name(more)) is, too, and says the same"
            return finding(.warning, .overlapping, less, more, message)
        }
        guard let replay else { return nil }
        let common = replay.common(first, second).count
        let (less, more) = replay.inForce[first].count == common ? (first, second) : (second, first)
        guard common >= Self.least, replay.inForce[less].count == common else { return nil }
        let message =
            "in all \(common) cases in which \(name(less)) is in force, \(name(more)) is, too, and says the same"
        return finding(.warning, .overlapping, less, more, message)
    }

    /// Clauses that must be followed and say opposite things.
    private func contradiction(_ first: Int, _ second: Int) -> CatalogueFinding? {
        guard logic.canMeet(first, second) else { return nil }
        for (less, more) in [(first, second), (second, first)] where logic.implies(less, more) {
            let message = "whenever \(name(less)) is in force, \(name(more)) says the opposite: it can never decide"
            return finding(.error, .contradictory, less, more, message)
        }
        let common = replay?.common(first, second).count
        let level: CatalogueFinding.Level = common == 0 ? .note : .warning
        return finding(level, .contradictory, first, second, "both can be in force: such a case goes to review")
    }

    private func finding(
        _ level: CatalogueFinding.Level,
        _ kind: CatalogueFinding.Kind,
        _ first: Int,
        _ second: Int,
        _ message: String
    ) -> CatalogueFinding {
        let common = replay?.common(first, second)
        return CatalogueFinding(
            level: level,
            kind: kind,
            standards: [first, second].map { StandardVersion(logic.catalogue.standards[$0]) },
            message: message,
            cases: common?.count,
            example: common?.first.flatMap { replay?.table.ids.text(of: Int($0)) }
        )
    }

    private func name(_ index: Int) -> String {
        "\(StandardVersion(logic.catalogue.standards[index]))"
    }
}
