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
    private let templates: Templates
    private let logger: Logger

    /// Loads what serves and puts the service together; nothing is listened to before it runs.
    ///
    /// `model` is a bundle, or a model's folder with a champion; the store takes the texts in `files` over for what it
    /// has none of.
    public init(
        model: String,
        store: EvaStore,
        files: [SettingKind: String] = [:],
        options: ServerOptions,
        logger: Logger
    ) async throws {
        try options.validate()
        self.options = options
        self.logger = logger
        templates = try Templates()
        prometheus = PrometheusMetrics()
        services = Services(
            store: store,
            desk: try await ModelDesk(
                model: model,
                files: files,
                segment: options.segment,
                store: store
            ) { file in
                logger.notice("the database rules, the file was not read", metadata: ["file": "\(file)"])
            },
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
        let gate = Gate(services.store, servesTLS: options.servesTLS)
        let load = LoadMiddleware(most: options.maxRequests)
        let observer = RequestObserver(metrics: services.metrics)
        let direct = DirectAnswers(
            suggestions: SuggestionRoutes(services: services),
            gate: gate,
            load: load,
            observer: observer,
            logger: logger
        )
        return Application(
            router: router(readiness, gate, load, observer),
            server: try listener(direct),
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
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch let error as IOError {
            throw ServerError(
                "cannot listen: \(error)",
                place: "\(options.host):\(options.port)",
                cure: "choose an address of this machine and a port that is free"
            )
        }
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
        FigureRoutes(services: services).add(to: &routes)
        StandardRoutes(services: services).add(to: &routes)
        ModelRoutes(services: services).add(to: &routes)
        InferenceRoutes(services: services, readiness: readiness).add(to: &routes)
        Console(services: services, templates: templates).add(to: &routes)
        OperationRoutes(services: services, prometheus: prometheus, readiness: readiness).add(to: &routes)
        return routes
    }

    private func router(
        _ readiness: Readiness,
        _ gate: Gate,
        _ load: LoadMiddleware,
        _ observer: RequestObserver
    ) -> Router<ServerContext> {
        let routes = routes(readiness)
        let router = Router(context: ServerContext.self)
        router.add(middleware: ObservingMiddleware(observer: observer))
        router.add(middleware: ProblemMiddleware(gate: gate, endpoints: routes.endpoints))
        router.add(middleware: load)
        routes.add(to: router, gate: gate)
        return router
    }

    private func listener(_ direct: DirectAnswers) throws -> HTTPServerBuilder {
        var limits = ConnectionLimits()
        limits.header = .seconds(Int64(options.headerSeconds))
        limits.body = .seconds(Int64(options.bodySeconds))
        limits.idle = .seconds(Int64(options.idleSeconds))
        let connections = limits
        let plain = HTTPServerBuilder { responder in
            EventLoopChannel(
                HTTP1Channel(
                    responder: responder,
                    configuration: .init(
                        additionalChannelHandlers: [ConnectionGuard(connections), DirectAnswersHandler(direct)],
                        httpDecoderConfiguration: .init(
                            maxHeaderFieldSize: 16 << 10,
                            maxHeaderListSize: 64 << 10,
                            maxHeaderFieldCount: 100
                        )
                    )
                )
            )
        }
        guard let tls = try options.tlsConfiguration() else { return plain }
        return try .tls(plain, tlsConfiguration: tls)
    }
}
