import EvaNumerics

/// An approximate inverse of the Hessian: exact among the columns of largest curvature, diagonal for the others.
///
/// With every column in the block, conjugate gradients need one step, which makes the solver a plain Newton method.
struct BlockPreconditioner {
    /// Most columns of a problem whose block holds all of them: its factor takes 8 MB and 20 ms.
    private static let mostColumns = 1024
    /// Columns in the block of a larger problem, where a block of all would cost more than it saves.
    private static let largeBlock = 512
    /// Columns in the block, ascending.
    private let chosen: [Int]
    /// Lower triangle of the Hessian among them.
    private let lower: [Double]
    private let diagonal: [Double]
    private var free: [Bool] = []
    private var freeChosen: [Int] = []
    private var factor: Cholesky?
    /// Cost of the block in Hessian products.
    let cost: Double

    /// Takes the Hessian at the point last evaluated.
    init(_ objective: LogisticObjective) {
        if objective.columns <= Self.mostColumns {
            chosen = Array(0..<objective.columns)
            lower = objective.hessianBlock(chosen)
            let (lower, order) = (lower, objective.columns)
            diagonal = (0..<order).map { lower[$0 * order + $0] }
        } else {
            diagonal = objective.hessianDiagonal()
            let diagonal = diagonal
            let largest = (0..<objective.columns).sorted { (diagonal[$1], $0) < (diagonal[$0], $1) }
            chosen = largest.prefix(Self.largeBlock).sorted()
            lower = objective.hessianBlock(chosen)
        }
        cost = objective.blockCost(chosen)
    }

    /// Restricts the inverse to the free columns.
    mutating func restrict(to free: [Bool]) {
        guard free != self.free else { return }
        self.free = free
        let places = chosen.indices.filter { free[chosen[$0]] }
        freeChosen = places.map { chosen[$0] }
        let order = places.count
        var matrix = [Double](repeating: 0, count: order * order)
        for (row, place) in places.enumerated() {
            for column in 0...row { matrix[row * order + column] = lower[place * chosen.count + places[column]] }
        }
        var largest = 0.0
        for row in 0..<order { largest = max(largest, matrix[row * order + row]) }
        // Duplicate or empty columns without a ridge make the block singular: a little on the diagonal cures it.
        for jitter in [0, 1e-12, 1e-9, 1e-6] {
            for row in 0..<order { matrix[row * order + row] += jitter * largest }
            factor = Cholesky(lower: matrix, order: order)
            if factor != nil { return }
        }
    }

    /// The inverse times a vector that is zero outside the free columns.
    func apply(_ vector: [Double]) -> [Double] {
        var result = vector
        for column in result.indices where diagonal[column] > 0 { result[column] /= diagonal[column] }
        if let factor {
            var part = freeChosen.map { vector[$0] }
            factor.solve(&part)
            for (place, column) in freeChosen.enumerated() { result[column] = part[place] }
        }
        return result
    }
}
