import Synchronization

/// The tables of a model, made when first asked for; no part of what the model is.
final class ScoringTables: Sendable, Equatable {
    private let masks = Lazy<MaskTables>()
    private let rowWalk = Lazy<RowWalk>()
    private let walks = Lazy<ShapleyWalks>()
    private let questions = Lazy<RowQuestions>()
    private let expectedScore = Lazy<Double>()

    /// The mask tables if they were made.
    var madeMasks: MaskTables? { masks.made }

    func makeMasks(_ model: TreeEnsemble) -> MaskTables? {
        masks.make { MaskTables(model) }
    }

    /// What single rows walk through, if it was made.
    var madeRowWalk: RowWalk? { rowWalk.made }

    func makeRowWalk(_ model: TreeEnsemble) -> RowWalk? {
        rowWalk.make { makeQuestions(model).flatMap { RowWalk(model, $0) } }
    }

    /// The walks that tell contributions.
    func makeWalks(_ model: TreeEnsemble) -> ShapleyWalks {
        walks.make { ShapleyWalks(model, makeQuestions(model)) } ?? ShapleyWalks(model, nil)
    }

    private func makeQuestions(_ model: TreeEnsemble) -> RowQuestions? {
        questions.make { RowQuestions(model) }
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
