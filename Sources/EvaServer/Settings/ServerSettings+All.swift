import EvaStore
import Logging

extension ServerSettings {
    /// A setting: its name, and how its text is taken.
    package struct Setting: Sendable {
        package let name: String
        /// What would be right.
        let cure: String
        /// Takes the text; whether it could.
        let apply: @Sendable (inout ServerSettings, String) -> Bool
    }

    /// All settings but `config`, the name of the file.
    package static let all: [Setting] = [
        text("model", \.model), text("database", \.database), text("host", \.server.host),
        number("port", \.server.port), text("tls-cert", \.server.tlsCertificate), text("tls-key", \.server.tlsKey),
        text("standards", \.files[.standards]), text("policy", \.files[.policy]), text("costs", \.files[.costs]),
        choice("case-visibility", \.server.caseVisibility), text("segment", \.server.segment),
        flag("decide-first", \.server.decideFirst),
        number("blind-share", \.store.blindShare), number("lease-seconds", \.store.leaseSeconds),
        number("max-body-bytes", \.server.maxBodyBytes), number("max-batch-bytes", \.server.maxBatchBytes),
        number("max-batch", \.server.maxBatch), number("max-requests", \.server.maxRequests),
        number("max-connections", \.server.maxConnections), number("header-seconds", \.server.headerSeconds),
        number("body-seconds", \.server.bodySeconds), number("idle-seconds", \.server.idleSeconds),
        number("shutdown-seconds", \.server.shutdownSeconds), choice("log-level", \.logLevel),
    ]

    private typealias Path<Value> = WritableKeyPath<ServerSettings, Value> & Sendable

    private static func text(_ name: String, _ path: any Path<String>) -> Setting {
        Setting(name: name, cure: "give a text") { settings, text in
            settings[keyPath: path] = text
            return !text.isEmpty
        }
    }

    private static func text(_ name: String, _ path: any Path<String?>) -> Setting {
        Setting(name: name, cure: "give a text") { settings, text in
            settings[keyPath: path] = text
            return !text.isEmpty
        }
    }

    private static func number<Value: LosslessStringConvertible & SendableMetatype>(
        _ name: String,
        _ path: any Path<Value>
    ) -> Setting {
        Setting(name: name, cure: "give a number") { settings, text in
            guard let value = Value(text) else { return false }
            settings[keyPath: path] = value
            return true
        }
    }

    private static func flag(_ name: String, _ path: any Path<Bool>) -> Setting {
        Setting(name: name, cure: "give true or false") { settings, text in
            guard let value = Bool(text) else { return false }
            settings[keyPath: path] = value
            return true
        }
    }

    private static func choice<Value: RawRepresentable<String> & CaseIterable & SendableMetatype>(
        _ name: String,
        _ path: any Path<Value>
    ) -> Setting {
        let names = Value.allCases.map(\.rawValue).joined(separator: ", ")
        return Setting(name: name, cure: "give one of \(names)") { settings, text in
            guard let value = Value(rawValue: text) else { return false }
            settings[keyPath: path] = value
            return true
        }
    }
}
