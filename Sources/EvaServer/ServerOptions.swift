import NIOSSL

/// How the service runs; docs/service.md has the meaning of each.
public struct ServerOptions: Sendable {
    /// Address to listen at.
    public var host = "127.0.0.1"
    /// Port to listen at; 0 for any that is free.
    public var port = 8080
    /// PEM file with the certificate and those above it.
    public var tlsCertificate: String?
    /// PEM file with the certificate's key.
    public var tlsKey: String?
    /// Whose cases an agent may read.
    public var caseVisibility = CaseVisibility.own
    /// Whether the console hides a suggestion until the agent has said what they would do without it.
    public var decideFirst = false
    /// Category by which suggestions, queue and figures are grouped.
    public var segment: String?
    /// Most bytes of a body with one thing.
    public var maxBodyBytes = 1 << 20
    /// Most bytes of a body with many cases.
    public var maxBatchBytes = 16 << 20
    /// Most cases in one request.
    public var maxBatch = 1000
    /// Most requests that are worked on at the same time.
    public var maxRequests = 256
    /// Most connections.
    public var maxConnections = 1024
    /// Seconds from a new connection to the end of the first headers.
    public var headerSeconds = 10
    /// Seconds from the headers to the end of the body.
    public var bodySeconds = 30
    /// Seconds between two requests of a connection.
    public var idleSeconds = 60
    /// Seconds that requests get to end when the server is asked to.
    public var shutdownSeconds = 30
    /// Version of Eva, for `/v2`.
    public var version = ""

    /// The defaults.
    public init() {}

    /// **Throws** a `ServerError` for the first value out of its range.
    public func validate() throws(ServerError) {
        func demand(_ value: Int, _ range: ClosedRange<Int>, _ name: String) throws(ServerError) {
            guard range.contains(value) else {
                let cure = "use a whole number from \(range.lowerBound) to \(range.upperBound)"
                throw ServerError("\(value) is out of range", place: name, cure: cure)
            }
        }
        try demand(port, 0...65_535, "port")
        try demand(maxBodyBytes, 1024...16 << 20, "max-body-bytes")
        try demand(maxBatchBytes, 1024...1 << 30, "max-batch-bytes")
        try demand(maxBatch, 1...100_000, "max-batch")
        try demand(maxRequests, 1...100_000, "max-requests")
        try demand(maxConnections, 1...1_000_000, "max-connections")
        try demand(headerSeconds, 1...3600, "header-seconds")
        try demand(bodySeconds, 1...3600, "body-seconds")
        try demand(idleSeconds, 1...3600, "idle-seconds")
        try demand(shutdownSeconds, 1...3600, "shutdown-seconds")
        guard (tlsCertificate == nil) == (tlsKey == nil) else {
            throw ServerError(
                "certificate and key come together",
                place: tlsKey == nil ? "tls-key" : "tls-cert",
                cure: "give both files or neither"
            )
        }
    }
}

extension ServerOptions {
    /// Whether HTTPS is served.
    var servesTLS: Bool { tlsCertificate != nil }

    /// How HTTPS is served; `nil` for HTTP.
    ///
    /// **Throws** when certificate or key cannot be used.
    func tlsConfiguration() throws(ServerError) -> TLSConfiguration? {
        guard let certificate = tlsCertificate, let key = tlsKey else { return nil }
        do {
            let configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: try NIOSSLCertificate.fromPEMFile(certificate).map { .certificate($0) },
                privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem))
            )
            // The key must be the certificate's.
            _ = try NIOSSLContext(configuration: configuration)
            return configuration
        } catch {
            throw ServerError(
                "certificate or key cannot be used",
                place: "\(certificate), \(key)",
                cure: "give PEM files that belong together and may be read"
            )
        }
    }
}
