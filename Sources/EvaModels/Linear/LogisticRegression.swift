/// The recipe of a logistic regression with an L2, L1 or elastic-net penalty.
///
/// **Formula**: minimises (1/Σw) Σᵢ wᵢ·log(1 + exp(−yᵢ·sᵢ)) + λ·(½(1−α)·‖β‖² + α·‖β‖₁) over the coefficients β and the
/// intercept b, where sᵢ = b + xᵢ·β, yᵢ = ±1, λ = `penalty`, α = `l1Ratio`; the intercept is not penalised.
///
/// **Source**: the objective is that of scikit-learn's LogisticRegression with C = 1 / (λ·Σw).
public struct LogisticRegression: Sendable, Equatable, Codable {
    /// Strength λ of the penalty, at least 0.
    public var penalty: Double
    /// Share α of the penalty that is L1, in 0...1.
    public var l1Ratio: Double
    /// Norm of the gradient, relative to that of the model without features, at which the optimum counts as found.
    public var tolerance: Double
    /// Number of Newton steps after which the search ends.
    public var maxIterations: Int

    /// Creates a recipe.
    public init(penalty: Double = 1e-4, l1Ratio: Double = 0, tolerance: Double = 1e-6, maxIterations: Int = 200) {
        self.penalty = penalty
        self.l1Ratio = l1Ratio
        self.tolerance = tolerance
        self.maxIterations = maxIterations
    }

    /// Throws `ModelError.Code.badSetting` for an option outside its range.
    public func validate() throws(ModelError) {
        func require(_ holds: Bool, _ message: String, _ cure: String) throws(ModelError) {
            if !holds { throw ModelError(code: .badSetting, message: message, cure: cure) }
        }
        try require(penalty >= 0 && penalty.isFinite, "penalty is \(penalty)", "give a finite number from 0 up")
        try require(l1Ratio >= 0 && l1Ratio <= 1, "l1Ratio is \(l1Ratio)", "give a number from 0 to 1")
        try require(tolerance > 0 && tolerance < 1, "tolerance is \(tolerance)", "give a number between 0 and 1")
        try require(maxIterations > 0, "maxIterations is \(maxIterations)", "give 1 or more")
    }

    private enum CodingKeys: String, CodingKey {
        case penalty
        case l1Ratio = "l1_ratio"
        case tolerance
        case maxIterations = "max_iterations"
    }
}
