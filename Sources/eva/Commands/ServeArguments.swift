import ArgumentParser

/// The options of `eva serve`: texts, which `ServerSettings` reads, as it reads those of environment and file.
struct ServeArguments: ParsableArguments {
    @Option(help: ArgumentHelp("Configuration in YAML.", valueName: "file"), completion: .file())
    var config: String?

    @Option(help: ArgumentHelp("Bundle, or model folder with a champion.", valueName: "path"))
    var model: String?

    @Option(
        help: ArgumentHelp("Database of the installation; made if there is none. Usual: eva.sqlite", valueName: "file"),
        completion: .file()
    )
    var database: String?

    @Option(help: ArgumentHelp("Address to listen at. Usual: 127.0.0.1", valueName: "address"))
    var host: String?

    @Option(help: ArgumentHelp("Port to listen at; 0 for any that is free. Usual: 8080", valueName: "number"))
    var port: String?

    @Option(
        help: ArgumentHelp("Certificate chain in PEM; with --tls-key, HTTPS is served.", valueName: "file"),
        completion: .file()
    )
    var tlsCert: String?

    @Option(help: ArgumentHelp("The certificate's key in PEM.", valueName: "file"), completion: .file())
    var tlsKey: String?

    @Option(
        help: ArgumentHelp("Written clauses for a database that has none yet.", valueName: "file"),
        completion: .file()
    )
    var standards: String?

    @Option(
        help: ArgumentHelp("Error budgets for a database that has none yet.", valueName: "file"),
        completion: .file()
    )
    var policy: String?

    @Option(
        help: ArgumentHelp("Costs of errors for a database that has none yet.", valueName: "file"),
        completion: .file()
    )
    var costs: String?

    @Option(help: ArgumentHelp("Whose cases an agent may read: own or team. Usual: own", valueName: "choice"))
    var caseVisibility: String?

    @Option(help: ArgumentHelp("Category by which figures and metrics are grouped.", valueName: "field"))
    var segment: String?

    @Option(
        help: ArgumentHelp(
            "Whether the console hides suggestions until the agent has decided: true or false. Usual: false",
            valueName: "choice"
        )
    )
    var decideFirst: String?

    @Option(help: ArgumentHelp("Share of decided cases drawn for blind re-review. Usual: 0.05", valueName: "share"))
    var blindShare: String?

    @Option(help: ArgumentHelp("Seconds for which a reviewer holds a case. Usual: 900", valueName: "number"))
    var leaseSeconds: String?

    @Option(help: ArgumentHelp("Most bytes of a body with one thing. Usual: 1048576", valueName: "number"))
    var maxBodyBytes: String?

    @Option(help: ArgumentHelp("Most bytes of a body with many cases. Usual: 16777216", valueName: "number"))
    var maxBatchBytes: String?

    @Option(help: ArgumentHelp("Most cases in one request. Usual: 1000", valueName: "number"))
    var maxBatch: String?

    @Option(help: ArgumentHelp("Most requests worked on at a time. Usual: 256", valueName: "number"))
    var maxRequests: String?

    @Option(help: ArgumentHelp("Most connections. Usual: 1024", valueName: "number"))
    var maxConnections: String?

    @Option(
        help: ArgumentHelp("Seconds from a new connection to the end of its headers. Usual: 10", valueName: "number")
    )
    var headerSeconds: String?

    @Option(help: ArgumentHelp("Seconds from the headers to the end of the body. Usual: 30", valueName: "number"))
    var bodySeconds: String?

    @Option(help: ArgumentHelp("Seconds between two requests of a connection. Usual: 60", valueName: "number"))
    var idleSeconds: String?

    @Option(help: ArgumentHelp("Seconds that requests get to end. Usual: 30", valueName: "number"))
    var shutdownSeconds: String?

    @Option(help: ArgumentHelp("Least level that is logged. Usual: info", valueName: "level"))
    var logLevel: String?

    /// The options given, by name.
    var given: [String: String] {
        let all: [String: String?] = [
            "config": config,
            "model": model,
            "database": database,
            "host": host,
            "port": port,
            "tls-cert": tlsCert,
            "tls-key": tlsKey,
            "standards": standards,
            "policy": policy,
            "costs": costs,
            "case-visibility": caseVisibility,
            "segment": segment,
            "decide-first": decideFirst,
            "blind-share": blindShare,
            "lease-seconds": leaseSeconds,
            "max-body-bytes": maxBodyBytes,
            "max-batch-bytes": maxBatchBytes,
            "max-batch": maxBatch,
            "max-requests": maxRequests,
            "max-connections": maxConnections,
            "header-seconds": headerSeconds,
            "body-seconds": bodySeconds,
            "idle-seconds": idleSeconds,
            "shutdown-seconds": shutdownSeconds,
            "log-level": logLevel,
        ]
        return all.compactMapValues { $0 }
    }
}
