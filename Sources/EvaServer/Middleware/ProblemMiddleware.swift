import HTTPTypes
import Hummingbird
import Logging

/// Turns errors into problem documents, and what no route answers into 401, 404 or 405.
struct ProblemMiddleware: RouterMiddleware {
    let gate: Gate
    let endpoints: [Endpoint]

    func handle(
        _ request: Request,
        context: ServerContext,
        next: (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        var response: Response
        do {
            response = try await next(request, context)
        } catch let error as HTTPError where error.status == .notFound {
            response = await missing(request, context).response
        } catch {
            response = Problem(any: error, context).response
        }
        Self.addHeaders(to: &response)
        return response
    }

    /// What every answer has.
    static func addHeaders(to response: inout Response) {
        response.headers[.xContentTypeOptions] = "nosniff"
    }

    /// Nobody learns without a token which paths there are.
    private func missing(_ request: Request, _ context: ServerContext) async -> Problem {
        do {
            _ = try await gate.identify(request)
        } catch {
            return Problem(any: error, context)
        }
        let matching = endpoints.filter { $0.matches(request.uri.path[...]) }
        // As in the router, a path that is written out outranks one with parameters.
        let exact = matching.filter { $0.path == request.uri.path }
        let methods = (exact.isEmpty ? matching : exact).map(\.method.rawValue)
        guard !methods.isEmpty else {
            return Problem(.notFound, "not_found", "there is nothing here", cure: "see /openapi.yaml")
        }
        var problem = Problem(
            .methodNotAllowed,
            "method_not_allowed",
            "this cannot be done here",
            cure: "use \(methods.joined(separator: " or "))"
        )
        problem.headers[.allow] = methods.joined(separator: ", ")
        return problem
    }
}
