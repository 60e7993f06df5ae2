import EvaBundle
import EvaCorpus
import EvaDecisions
import EvaFeatures
import EvaModels
import EvaNumerics
import EvaServer
import EvaStore
import EvaTestSupport
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Synchronization
import Testing

/// A service with a small model, a new store and a user of every role.
final class ServerExample: Sendable {
    let folder: String
    let store: EvaStore
    let server: EvaServer
    let log: LogLines
    /// A token with all scopes for each role.
    let tokens: [Role: String]
    /// The same for a second agent.
    let otherAgent: String

    var model: String { folder + "/models/claims" }

    init(
        _ change: (inout ServerOptions) -> Void = { _ in },
        store change2: (inout StoreOptions) -> Void = { _ in },
        files: [SettingKind: String] = [:]
    ) async throws {
        folder = try temporaryFolder()
        try ExampleModel.add(to: folder + "/models/claims", offset: 0)
        var options = StoreOptions(mode: .create)
        options.blindShare = 0
        change2(&options)
        let store = try EvaStore(path: folder + "/eva.sqlite", options: options)
        var serverOptions = ServerOptions()
        serverOptions.port = 0
        serverOptions.segment = "scene"
        serverOptions.version = "test"
        change(&serverOptions)
        let log = LogLines()
        self.store = store
        self.log = log
        server = try await EvaServer(
            model: folder + "/models/claims",
            store: store,
            files: files,
            options: serverOptions,
            logger: Logger(label: "test") { _ in JSONLog(level: .trace, write: log.add) }
        )
        var tokens: [Role: String] = [:]
        for role in Role.allCases {
            tokens[role] = try await Self.token(store, role.rawValue, [role], Set(TokenScope.allCases))
        }
        self.tokens = tokens
        otherAgent = try await Self.token(store, "agent2", [.agent], Set(TokenScope.allCases))
    }

    /// Runs `body` against the router, or against a live server.
    func run(_ setup: TestingSetup = .router, _ body: @Sendable (Client) async throws -> Void) async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await server.application().test(setup) { try await body(Client(test: $0, example: self)) }
    }

    static func token(
        _ store: EvaStore,
        _ name: String,
        _ roles: Set<Role>,
        _ scopes: Set<TokenScope>
    ) async throws -> String {
        let user = try await store.addUser(name, roles: roles, password: nil, as: .system("test"))
        return try await store.write(as: .system("test")) {
            try $0.issueToken(for: user.id, name: "test", scopes: scopes, expires: $0.now.adding(seconds: 3600)).secret
        }
    }
}

/// Sends requests to a service.
struct Client: Sendable {
    let test: any TestClientProtocol
    let example: ServerExample

    /// An answer with its JSON.
    struct Answer: Sendable {
        let status: Int
        let headers: HTTPFields
        let text: String

        /// The value at a path such as `items.0.result.score`; `nil` for null.
        subscript(_ path: String) -> JSONValue? {
            var value = try? JSONValue(Array(text.utf8))
            for key in path.split(separator: ".") {
                switch value {
                case .array(let list): value = Int(key).flatMap { list.indices.contains($0) ? list[$0] : nil }
                case .object(let entries): value = entries.first { $0.key == key }?.value
                default: return nil
                }
            }
            return value == .null ? nil : value
        }

        func text(_ path: String) -> String? {
            if case .string(let text) = self[path] { text } else { nil }
        }

        func number(_ path: String) -> Double? {
            if case .number(let text) = self[path] { Double(text) } else { nil }
        }

        func flag(_ path: String) -> Bool? {
            if case .bool(let flag) = self[path] { flag } else { nil }
        }

        func list(_ path: String) -> [JSONValue]? {
            if case .array(let list) = self[path] { list } else { nil }
        }

        func numbers(_ path: String) -> [Double]? { list(path)?.indices.compactMap { number("\(path).\($0)") } }
    }

    func send(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ body: String? = nil,
        token: String?,
        headers: [String: String] = [:]
    ) async throws -> Answer {
        var fields: HTTPFields = [:]
        if let token { fields[.authorization] = "Bearer \(token)" }
        for (name, value) in headers { fields[try #require(HTTPField.Name(name))] = value }
        let response = try await test.execute(
            uri: path,
            method: method,
            headers: fields,
            body: body.map { ByteBuffer(string: $0) }
        )
        return Answer(
            status: Int(response.status.code),
            headers: response.headers,
            text: String(buffer: response.body)
        )
    }

    func get(_ path: String, as role: Role = .agent) async throws -> Answer {
        try await send(.get, path, token: example.tokens[role])
    }

    func post(
        _ path: String,
        _ body: String? = nil,
        as role: Role = .agent,
        key: String? = nil
    ) async throws -> Answer {
        try await send(
            .post,
            path,
            body,
            token: example.tokens[role],
            headers: key.map { ["Idempotency-Key": $0] } ?? [:]
        )
    }
}

/// Lines of a log.
final class LogLines: Sendable {
    private let lines = Mutex<[String]>([])

    var text: String { lines.withLock { $0.joined() } }

    @Sendable func add(_ bytes: [UInt8]) { lines.withLock { $0.append(String(decoding: bytes, as: UTF8.self)) } }
}

/// Cases of the made-up corpus as JSON.
enum ExampleCase {
    static func json(_ id: String?, amount: Double = 120.5, evidence: [String] = ["photo"], story: String = "late")
        -> String
    {
        let list = evidence.map { "\"\($0)\"" }.joined(separator: ",")
        return """
            {\(id.map { "\"id\":\"\($0)\"," } ?? "")"time":"2024-03-20","scene":"damaged","shop":"shop3",\
            "amount":\(amount),"evidence":[\(list)],"vip":true,"story":"\(story)"}
            """
    }
}

/// A model whose score is a fitted logistic regression's, shifted.
enum ExampleModel {
    /// Adds a version, which becomes the champion if it is the first.
    @discardableResult
    static func add(to path: String, offset: Double) throws -> AddedVersion {
        let fitted = try fitted.get()
        let model = ClaimModel(
            featurizer: fitted.model.featurizer,
            trees: nil,
            linear: fitted.model.linear,
            blend: Blend(treesWeight: 0, linearWeight: 1, offset: offset),
            calibrator: .identity
        )
        return try ModelBundle(schema: fitted.schema, model: model, info: .example).add(toModel: path, promote: false)
    }

    /// Fitted once for all tests.
    private static let fitted = Result {
        let table = try Claims.table(rows: 160)
        let pool = WorkerPool(threads: 1)
        var options = FeatureOptions()
        options.minCount = 5
        let weights = [Float](repeating: 1, count: table.rowCount)
        let (featurizer, features) = try Featurizer.fit(
            table,
            rows: 0..<table.rowCount,
            weights: weights,
            offsets: [Double](repeating: 0, count: table.rowCount),
            options: options,
            pool: pool
        )
        let logistic = try LogisticRegression(penalty: 0.01)
            .fit(features.linear, labels: table.labels, weights: weights, pool: pool).model
        let model = ClaimModel(
            featurizer: featurizer,
            trees: nil,
            linear: LinearPart(model: logistic, training: features.linear, layout: featurizer.layout),
            blend: Blend(treesWeight: 0, linearWeight: 1, offset: 0),
            calibrator: .identity
        )
        return ModelBundle(schema: table.schema, model: model, info: .example)
    }
}
