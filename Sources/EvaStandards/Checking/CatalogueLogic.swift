/// The clauses of a catalogue as sets of cases, for what can be said without any case.
struct CatalogueLogic {
    let catalogue: StandardCatalogue
    /// Cases in which each standard is in force; `nil` when its condition is too long to be looked at.
    private let regions: [CaseRegion?]
    /// Cases in which it is not.
    private let others: [CaseRegion?]

    init(_ catalogue: StandardCatalogue) {
        self.catalogue = catalogue
        let conditions = catalogue.standards.map { $0.conditionInForce(evidenceField: catalogue.evidenceField) }
        regions = conditions.map { CaseRegion($0) }
        others = conditions.map { CaseRegion($0, outcome: false) }
    }

    /// Whether there can be a case in which standard number `index` is in force.
    func isReachable(_ index: Int) -> Bool { regions[index]?.isEmpty != true }

    /// Whether there can be a case in which both are in force, as far as one can tell.
    func canMeet(_ first: Int, _ second: Int) -> Bool {
        guard catalogue.standards[first].isValidTogether(with: catalogue.standards[second]) else { return false }
        guard let left = regions[first], let right = regions[second], let both = left.intersection(right) else {
            return true
        }
        return !both.isEmpty
    }

    /// Whether the second is in force whenever the first is.
    func implies(_ first: Int, _ second: Int) -> Bool {
        guard
            isReachable(first), catalogue.standards[first].isValidOnly(while: catalogue.standards[second]),
            let left = regions[first], let right = others[second], let rest = left.intersection(right)
        else { return false }
        return rest.isEmpty
    }

    /// Clauses that can never come into force.
    func unreachable() -> [CatalogueFinding] {
        catalogue.standards.indices.filter { !isReachable($0) }
            .map { index in
                let standard = catalogue.standards[index]
                let isConditionEmpty = CaseRegion(standard.condition)?.isEmpty == true
                let message =
                    isConditionEmpty
                    ? "its condition can never hold: tests in it contradict each other"
                    : "its condition can never hold when its evidence is "
                        + (standard.effect == .needsEvidence ? "missing" : "there")
                return CatalogueFinding(
                    level: .error,
                    kind: .unreachable,
                    standards: [StandardVersion(standard)],
                    message: message
                )
            }
    }

    /// Versions of a clause that are valid at the same time, so that both would be followed.
    func versions() -> [CatalogueFinding] {
        pairs { $0.id == $1.id && $0.isValidTogether(with: $1) }
            .map { first, second in
                CatalogueFinding(
                    level: .error,
                    kind: .versions,
                    standards: [first, second].map { StandardVersion(catalogue.standards[$0]) },
                    message: "two versions are valid at the same time; end the one with valid_to on the day on which "
                        + "the other begins with valid_from"
                )
            }
    }

    /// Numbers of the pairs of standards that are as asked, each once, in the order of the catalogue.
    func pairs(_ isMeant: (Standard, Standard) -> Bool) -> [(Int, Int)] {
        let standards = catalogue.standards
        return standards.indices.flatMap { first in
            ((first + 1)..<standards.count)
                .filter { isMeant(standards[first], standards[$0]) }
                .map { (first, $0) }
        }
    }
}
