public import EvaBundle
public import EvaDecisions
public import EvaStore
package import Hummingbird
import HummingbirdCore
import HummingbirdTLS
public import Logging
import NIOCore
import ServiceLifecycle

/// The service, built and ready to run.
public struct EvaServer: Sendable {
    package let services: Services
    /// Counts of requests and suggestions, as `/metrics` writes them.
    package let prometheus: PrometheusMetrics
    private let options: ServerOptions
    private let logger: Logger

    /// Loads what serves and puts the service together; nothing is listened to before it runs.
    ///
    /// `model` is a bundle, or a model's folder with a champion; `makeAdvisor` makes what answers of a bundle and what
    /// is in force in the store, now and whenever either changes.
    public init(
        model: String,
        store: EvaStore,
        options: ServerOptions,
        logger: Logger,
        makeAdvisor: @escaping @Sendable (LoadedBundle, SettingsInForce) throws -> Advisor
    ) async throws {
        try options.validate()
        self.options = options
        self.logger = logger
        prometheus = PrometheusMetrics()
        services = Services(
            store: store,
            desk: try await ModelDesk(
                model: model,
                segment: options.segment,
                store: store,
                makeAdvisor: makeAdvisor
            ),
            metrics: ServiceMetrics(prometheus),
            options: options
        )
    }

    /// The application: routes, connections, and what runs beside them.
    ///
    /// **Throws** a `ServerError` when the files for TLS cannot be used.
    package func application(
        onRunning: @escaping @Sendable (Int?) -> Void = { _ in }
    ) throws -> Application<RouterResponder<ServerContext>> {
        let readiness = Readiness()
        return Application(
            router: router(readiness),
            server: try listener(),
            configuration: ApplicationConfiguration(
                address: .hostname(options.host, port: options.port),
                availableConnectionsDelegate: MaximumAvailableConnections(options.maxConnections)
            ),
            services: [readiness, ChampionWatch(desk: services.desk, logger: logger)],
            onServerRunning: { onRunning($0.localAddress?.port) },
            logger: logger
        )
    }

    /// Listens until the process is asked to end, lets the requests that are worked on end, and closes the store.
    ///
    /// `onRunning` is told the port.
    public func run(onRunning: @escaping @Sendable (Int?) -> Void = { _ in }) async throws {
        var configuration = ServiceGroupConfiguration(
            services: [try application(onRunning: onRunning)],
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger
        )
        configuration.maximumGracefulShutdownDuration = .seconds(options.shutdownSeconds)
        try await ServiceGroup(configuration: configuration).run()
        try services.store.close()
    }

    /// The endpoints that are answered, each with who may use it.
    package var endpoints: [Endpoint] { routes(Readiness()).endpoints }

    private func routes(_ readiness: Readiness) -> RouteTable {
        var routes = RouteTable()
        CaseRoutes(services: services).add(to: &routes)
        SuggestionRoutes(services: services).add(to: &routes)
        DecisionRoutes(services: services).add(to: &routes)
        QueueRoutes(services: services).add(to: &routes)
        StandardRoutes(services: services).add(to: &routes)
        ModelRoutes(services: services).add(to: &routes)
        InferenceRoutes(services: services, readiness: readiness).add(to: &routes)
        OperationRoutes(services: services, prometheus: prometheus, readiness: readiness).add(to: &routes)
        return routes
    }

    private func router(_ readiness: Readiness) -> Router<ServerContext> {
        let gate = Gate(services.store)
        let routes = routes(readiness)
        let router = Router(context: ServerContext.self)
        router.add(middleware: ObservingMiddleware(metrics: services.metrics))
        router.add(middleware: ProblemMiddleware(gate: gate, endpoints: routes.endpoints))
        router.add(middleware: LoadMiddleware(most: options.maxRequests))
        routes.add(to: router, gate: gate)
        return router
    }

    private func listener() throws -> HTTPServerBuilder {
        var limits = ConnectionLimits()
        limits.header = .seconds(Int64(options.headerSeconds))
        limits.body = .seconds(Int64(options.bodySeconds))
        limits.idle = .seconds(Int64(options.idleSeconds))
        let connections = limits
        let plain = HTTPServerBuilder.http1(
            configuration: .init(
                additionalChannelHandlers: [ConnectionGuard(connections)],
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: 16 << 10,
                    maxHeaderListSize: 64 << 10,
                    maxHeaderFieldCount: 100
                )
            )
        )
        guard let certificate = options.tlsCertificate, let key = options.tlsKey else { return plain }
        do {
            let configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: try NIOSSLCertificate.fromPEMFile(certificate).map { .certificate($0) },
                privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem))
            )
            return try .tls(plain, tlsConfiguration: configuration)
        } catch {
            throw ServerError(
                "certificate or key cannot be used",
                place: "\(certificate), \(key)",
                cure: "give PEM files that belong together and may be read"
            )
        }
    }
}
