import Synchronization

/// The tables of a model, made when first asked for; no part of what the model is.
final class ScoringTables: Sendable, Equatable {
    private let masks = Lazy<MaskTables>()
    private let walks = Lazy<[ShapleyWalk]>()
    private let expectedScore = Lazy<Double>()

    /// The mask tables if they were made.
    var madeMasks: MaskTables? { masks.made }

    func makeMasks(_ model: TreeEnsemble) -> MaskTables? {
        masks.make { MaskTables(model) }
    }

    /// The walks through all trees; `nil` where they would take too much memory.
    func makeWalks(_ model: TreeEnsemble) -> [ShapleyWalk]? {
        walks.make { ShapleyWalk.all(of: model) }
    }

    /// Mean score of the training rows.
    func makeExpectedScore(_ body: () -> Double) -> Double {
        expectedScore.make(body) ?? 0
    }

    static func == (_: ScoringTables, _: ScoringTables) -> Bool { true }
}

/// A value made once, by the first thread that asks; what turns out not to be makeable is not tried again.
private final class Lazy<Value: Sendable>: Sendable {
    private enum State {
        case unmade
        case made(Value?)
    }

    private let state = Mutex(State.unmade)

    var made: Value? {
        state.withLock { if case .made(let value) = $0 { value } else { nil } }
    }

    func make(_ body: () -> Value?) -> Value? {
        state.withLock { state in
            if case .made(let value) = state { return value }
            let value = body()
            state = .made(value)
            return value
        }
    }
}
