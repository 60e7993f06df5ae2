/// What the errors and a review of each case would cost, by a table of costs; one currency.
public struct CaseCosts: Sendable, Equatable {
    /// Amount at stake of each case; what stands for it where it is not known.
    public let stakes: [Double]
    /// Cost of paying each case if its label is deny.
    public let wrongPays: [Double]
    /// Cost of denying each case if its label is pay.
    public let wrongDenies: [Double]
    /// Cost of one review.
    public let review: Double

    /// Keeps the costs, one of each kind a case; all finite and at least 0.
    public init(stakes: [Double], wrongPays: [Double], wrongDenies: [Double], review: Double) {
        self.stakes = stakes
        self.wrongPays = wrongPays
        self.wrongDenies = wrongDenies
        self.review = review
    }

    /// What a suggestion costs a case with this label: nothing when it is right.
    func cost(of suggestion: ScoredCases.Suggestion, label: Int8, at index: Int) -> Double {
        switch suggestion {
        case .pay: label == 1 ? 0 : wrongPays[index]
        case .deny: label == 1 ? wrongDenies[index] : 0
        case .review: review
        }
    }

    /// All costs with their names.
    var all: [(name: String, values: [Double])] {
        [("stakes", stakes), ("wrong_pays", wrongPays), ("wrong_denies", wrongDenies), ("review", [review])]
    }

    func selecting(_ positions: [Int]) -> CaseCosts {
        CaseCosts(
            stakes: positions.map { stakes[$0] },
            wrongPays: positions.map { wrongPays[$0] },
            wrongDenies: positions.map { wrongDenies[$0] },
            review: review
        )
    }
}
