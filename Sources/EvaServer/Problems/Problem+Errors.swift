import EvaBundle
import EvaCorpus
import EvaDecisions
import EvaStandards
import EvaStore
import HTTPTypes

extension Problem {
    /// What an error means to whoever asked; `nil` when it is the server's own fault.
    package init?(_ error: any Error) {
        switch error {
        case let error as Problem: self = error
        case let error as CorpusError: self.init(error)
        case let error as StoreError:
            guard let problem = Problem(store: error) else { return nil }
            self = problem
        case let error as BundleError: self.init(error)
        case let error as StandardsError:
            self.init(setting: error.code.rawValue, error.message, at: error.place, cure: error.cure)
        case let error as DecisionsError:
            self.init(setting: error.code.rawValue, error.message, at: error.place, cure: error.cure)
        default: return nil
        }
    }

    /// What any error means to whoever asked; the server's own faults are logged, and named by the request's number.
    init(any error: any Error, _ context: ServerContext) {
        if let problem = Problem(error) {
            self = problem
            return
        }
        // The message may quote a claim; its type does not.
        context.logger.error("request failed", metadata: ["error": "\(String(reflecting: type(of: error)))"])
        self.init(
            .internalServerError,
            "internal",
            "the server could not answer",
            cure: "see the server's log for the request \(context.id)"
        )
    }

    /// Why a bundle cannot take the place of what serves; `nil` when it is the server's own fault.
    init?(notServing error: any Error) {
        if let error = error as? ServerError {
            self.init(.conflict, "does_not_fit", "\(error.place): \(error.message)", cure: error.cure)
            return
        }
        guard var problem = Problem(error) else { return nil }
        if problem.status == .unprocessableContent { problem.status = .conflict }
        self = problem
    }

    /// Of standards, policy or costs that a bundle cannot go by.
    private init(setting code: String, _ message: String, at place: Place, cure: String) {
        self.init(.unprocessableContent, code, "\(place): \(message)", cure: cure)
        line = place.line
        column = place.column
    }

    /// Of a case that is not one.
    ///
    /// What is no JSON is a bad request; what is no case cannot be processed.
    init(_ error: CorpusError) {
        let isSyntax = [.json, .encoding, .control, .recordSize].contains(error.code)
        self.init(
            isSyntax ? .badRequest : .unprocessableContent,
            error.code.rawValue,
            error.message,
            cure: error.cure,
            path: error.jsonPath
        )
        line = error.place.line
        column = error.place.column
    }

    /// Of a bundle that cannot serve.
    init(_ error: BundleError) {
        let isThere = error.code != .notFound && error.code != .invalidName
        self.init(isThere ? .conflict : .notFound, error.code.rawValue, error.message, cure: error.cure)
    }

    private init?(store error: StoreError) {
        guard let status = Self.status(error.code) else { return nil }
        self.init(status, error.code.rawValue, error.message, cure: error.cure)
        if error.place.hasPrefix("$") { path = error.place }
        if status == .serviceUnavailable { headers[.retryAfter] = "1" }
    }

    private static func status(_ code: StoreError.Code) -> HTTPResponse.Status? {
        switch code {
        case .notFound: .notFound
        case .invalid, .reasonRequired, .keyReused: .unprocessableContent
        case .alreadyExists, .wrongState, .held: .conflict
        case .badCredentials: .unauthorized
        case .throttled: .tooManyRequests
        case .forbidden: .forbidden
        case .overloaded, .busy: .serviceUnavailable
        case .diskFull, .readOnly, .fileSystem: .insufficientStorage
        case .notAStore, .newerDatabase, .inUse, .corrupt, .altered, .database: nil
        }
    }
}

extension HTTPResponse.Status {
    fileprivate static let insufficientStorage = HTTPResponse.Status(code: 507, reasonPhrase: "Insufficient Storage")
}
