import EvaBundle
import EvaDecisions
import EvaStore
import Foundation
import Hummingbird

/// The models: figures of every version, and which of them serves.
struct ModelPages {
    let console: Console

    private var desk: ModelDesk { console.services.desk }

    func add(to routes: inout RouteTable) {
        console.show(.modelsPage, on: &routes) { visit, _ in
            let canPromote = try visit.user().user.roles.contains(.curator)
            let model = try ModelsPage(desk, canPromote: canPromote, words: visit.words)
            return .page(Page("models", visit.words["nav_models"], model, notice: console.done(visit)))
        }
        console.submit(.promotePage, on: &routes) { visit, form, _ in
            let version = Int(try form.integer("version"))
            guard let name = desk.repository?.name else { throw Self.alone }
            try await desk.promote(name, version: version, by: try visit.user())
            return .redirect("/models?done=promoted&of=\(version)")
        }
        console.submit(.rollBackPage, on: &routes) { visit, _, _ in
            let version = try await desk.rollBack(by: try visit.user())
            return .redirect("/models?done=rolled_back&of=\(version)")
        }
    }

    private static let alone = Problem(
        .conflict,
        "no_repository",
        "a bundle outside of any model's folder is served",
        cure: "start the server with a model's folder"
    )
}

/// The versions of the model that serves.
struct ModelsPage: Sendable {
    let name: String
    let versions: [Version]
    let canPromote: Bool
    let isAlone: Bool
    let serving: String
    let hash: String
    let budgets: [Threshold]
    let hasBudgets: Bool
    let why: [String]

    /// A version with what its manifest tells.
    struct Version: Sendable {
        let number: Int
        let isServing: Bool
        let learner: String
        let cases: String
        let window: String
        let accuracy: String
        let majority: String
        let logLoss: String
        let ece: String
        let measured: String
        let isSimulated: Bool
        /// Why it cannot be read; all else is empty then.
        let fault: String?
        let canPromote: Bool
    }

    /// From which probability on a group of cases is answered.
    struct Threshold: Sendable {
        let segment: String
        let pay: String
        let deny: String
        let coverage: String
    }

    init(_ desk: ModelDesk, canPromote: Bool, words: Words) throws {
        let serving = desk.serving
        let identity = serving.advisor.identity
        name = identity.name
        self.serving = identity.version
        hash = String(identity.hash.prefix(12))
        why = serving.advisor.bundle.info.why
        self.canPromote = canPromote
        isAlone = desk.repository == nil
        if let (repository, name) = desk.repository {
            versions = try repository.model(name).versions.sorted(by: >)
                .map { number in
                    let isServing = "\(number)" == identity.version
                    let path = repository.bundlePath(of: name, version: number)
                    return Version(number, isServing: isServing, canPromote: canPromote, words) {
                        try BundleInfo(manifestIn: path)
                    }
                }
        } else {
            let info = serving.advisor.bundle.info
            versions = [Version(1, isServing: true, canPromote: false, words) { info }]
        }
        budgets = (serving.advisor.guidance.rule?.groups ?? [])
            .map { group in
                Threshold(
                    segment: group.segment.parts.isEmpty
                        ? words["all_cases"]
                        : group.segment.parts.map { Shown.words($0.value) }.joined(separator: " · "),
                    pay: Self.side(group.pay, words, sign: "≥"),
                    deny: Self.side(group.deny, words, sign: "≤"),
                    coverage: Shown.percent(group.coverage)
                )
            }
        hasBudgets = !budgets.isEmpty
    }

    private static func side(_ side: DecisionRule.Side, _ words: Words, sign: String) -> String {
        if side.isSpent { return words["budget_spent"] }
        return side.threshold.map { "\(sign) \(Shown.percent($0))" } ?? words["never"]
    }
}

extension ModelsPage.Version {
    init(
        _ number: Int,
        isServing: Bool,
        canPromote: Bool,
        _ words: Words,
        _ read: () throws -> BundleInfo
    ) {
        self.number = number
        self.isServing = isServing
        do {
            let info = try read()
            learner = info.learner
            cases = Shown.count(info.training.cases)
            window = "\(info.training.firstTime.prefix(10)) – \(info.training.lastTime.prefix(10))"
            accuracy = Shown.percent(info.measured.accuracy)
            majority = Shown.percent(info.measured.majorityAccuracy)
            logLoss = String(format: "%.4f", info.measured.logLoss)
            ece = String(format: "%.4f", info.measured.ece)
            measured = Shown.count(info.measured.cases)
            isSimulated = info.simulated
            fault = nil
            self.canPromote = canPromote && !isServing
        } catch {
            (learner, cases, window, accuracy, majority) = ("", "", "", "", "")
            (logLoss, ece, measured) = ("", "", "")
            isSimulated = false
            fault = (error as? BundleError)?.message ?? words["unreadable"]
            self.canPromote = false
        }
    }
}

extension BundleInfo {
    private struct Manifest: Decodable {
        let info: BundleInfo
    }

    /// What the manifest in a bundle's folder tells; the parts are not looked at, as promotion looks at them.
    fileprivate init(manifestIn folder: String) throws {
        let data = try Data(contentsOf: URL(fileURLWithPath: folder + "/manifest.json"))
        self = try JSONDecoder().decode(Manifest.self, from: data).info
    }
}
