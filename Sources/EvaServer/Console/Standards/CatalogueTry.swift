import EvaCorpus
import EvaDecisions
import EvaStandards
import EvaStore
import Foundation

/// Labelled cases of the store answered under the clauses in force and under a draft: which answers the draft changes,
/// and whether for the better.
struct CatalogueTry: Sendable {
    let new: StandardCatalogue
    let serving: Serving

    /// Most cases that are replayed, so that whoever asks has the answer in seconds.
    static let most = 2000
    /// Most changed cases that are told one by one.
    private static let mostFlips = 50

    /// What became of the answers.
    struct Result: Sendable {
        var cases = 0
        /// Cases whose facts do not fit the model that serves.
        var unread = 0
        var flips = 0
        var toRight = 0
        var toWrong = 0
        var toReview = 0
        var examples: [Flip] = []
    }

    /// A case that is answered otherwise.
    struct Flip: Sendable {
        let id: String
        let label: Answer
        let before: Answer
        let after: Answer
    }

    func run(on cases: [LabelledCase]) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global(qos: .utility)
                .async { continuation.resume(with: Swift.Result { try replay(cases) }) }
        }
    }

    private func replay(_ cases: [LabelledCase]) throws -> Result {
        var changed = serving.advisor
        changed.guidance.standards = ClauseReview(new, schema: changed.bundle.schema)
        var (before, after) = (try AdvisorSession(serving.advisor), try AdvisorSession(changed))
        var result = Result()
        for one in cases {
            guard let table = try? before.read(Array(one.fields.utf8), file: "case") else {
                result.unread += 1
                continue
            }
            result.cases += 1
            let (old, new) = (try before.decide(table).answer, try after.decide(table).answer)
            guard old != new else { continue }
            result.flips += 1
            if new == .review {
                result.toReview += 1
            } else if new == one.label {
                result.toRight += 1
            } else {
                result.toWrong += 1
            }
            if result.examples.count < Self.mostFlips {
                result.examples.append(Flip(id: one.id, label: one.label, before: old, after: new))
            }
        }
        return result
    }
}
