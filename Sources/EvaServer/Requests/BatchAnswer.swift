import EvaCorpus
import EvaStore

/// One thing of a batch: what was read, or why it could not be.
struct BatchItem<Value: Sendable>: Sendable {
    let result: Result<Value, Problem>

    /// Runs `read` and keeps what is wrong with the item; anything else is nobody's fault but the server's.
    init(_ read: () throws -> Value) {
        do {
            result = .success(try read())
        } catch {
            result = .failure(
                Problem(error)
                    ?? Problem(.internalServerError, "internal", "the server could not answer", cure: "send it again")
            )
        }
    }
}

/// The answer to a batch: item by item, in the order sent, with a problem for each that failed.
struct BatchAnswer {
    private var items: [JSONText] = []
    private var failed = 0

    /// Answers what could be read with `answer`.
    ///
    /// **Throws** what is wrong with the store and not with an item; nothing is stored then.
    init<Value>(_ batch: [BatchItem<Value>], _ answer: (Value) throws -> JSONText) throws {
        for (index, item) in batch.enumerated() {
            let position = (key: "index", value: JSONText.integer(Int64(index)))
            do {
                let value = try item.result.get()
                items.append(.object([position, ("result", try answer(value))]))
            } catch let error as StoreError where Self.isTheItems(error.code) {
                failed += 1
                items.append(.object([position, ("error", Problem(error)?.json ?? .null)]))
            } catch let error as Problem {
                failed += 1
                items.append(.object([position, ("error", error.json)]))
            }
        }
    }

    /// The answer, to be stored with its idempotency key.
    var stored: StoredAnswer {
        StoredAnswer(.keys(["items": .array(items), "failed": .integer(Int64(failed))]))
    }

    /// Errors that the store finds before it writes anything of an item.
    private static func isTheItems(_ code: StoreError.Code) -> Bool {
        [.alreadyExists, .invalid, .wrongState, .notFound, .held].contains(code)
    }
}
