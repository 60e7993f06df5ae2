import Synchronization

/// The tables of a model, made when first asked for; no part of what the model is.
final class LazyMaskTables: Sendable, Equatable {
    private enum State {
        case unmade
        case made(MaskTables?)
    }

    private let state = Mutex(State.unmade)

    /// The tables if they were made.
    var made: MaskTables? {
        state.withLock { if case .made(let tables) = $0 { tables } else { nil } }
    }

    func make(_ model: TreeEnsemble) -> MaskTables? {
        state.withLock { state in
            if case .made(let tables) = state { return tables }
            let tables = MaskTables(model)
            state = .made(tables)
            return tables
        }
    }

    static func == (_: LazyMaskTables, _: LazyMaskTables) -> Bool { true }
}
