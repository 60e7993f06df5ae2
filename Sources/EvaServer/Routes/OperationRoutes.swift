import Hummingbird

/// How the server is: for load balancers, Prometheus and programmers.
struct OperationRoutes {
    let services: Services
    let prometheus: PrometheusMetrics
    let readiness: Readiness

    func add(to routes: inout RouteTable) {
        routes.on(.live) { _, _ in Response(.keys(["status": .string("live")])) }
        routes.on(.ready) { _, _ in
            try await readiness.check(services.store)
            return Response(.keys(["status": .string("ready")]))
        }
        routes.on(.metrics) { _, _ in
            let length = try await services.store.read { try $0.queueLength().waiting }
            services.metrics.set(queueLength: length)
            return Response(
                status: .ok,
                headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8", .cacheControl: "no-store"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: prometheus.exposition()))
            )
        }
        routes.on(.description) { _, _ in
            Response(
                status: .ok,
                headers: [.contentType: "application/yaml; charset=utf-8"],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: PackageResources.openapi_yaml))
            )
        }
    }
}
