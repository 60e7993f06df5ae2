// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("ExistentialAny"),
]

/// A library target; its tests live in Tests/<name>Tests.
func library(
    _ name: String,
    _ dependencies: [Target.Dependency] = [],
    resources: [Resource]? = nil
) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

func tests(of name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: "\(name)Tests",
        dependencies: [.target(name: name), "EvaTestSupport"] + dependencies,
        resources: [.copy("Fixtures")],
        swiftSettings: strict
    )
}

let package = Package(
    name: "eva",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "eva", targets: ["eva"]),
        // Benchmarks, a package of its own, times these.
        .library(name: "EvaBundle", targets: ["EvaBundle"]),
        .library(name: "EvaCorpus", targets: ["EvaCorpus"]),
        .library(name: "EvaDecisions", targets: ["EvaDecisions"]),
        .library(name: "EvaFeatures", targets: ["EvaFeatures"]),
        .library(name: "EvaModels", targets: ["EvaModels"]),
        .library(name: "EvaNumerics", targets: ["EvaNumerics"]),
        .library(name: "EvaStandards", targets: ["EvaStandards"]),
        .library(name: "EvaTraining", targets: ["EvaTraining"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.34.1"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        .systemLibrary(name: "CArgon2", pkgConfig: "libargon2", providers: [.apt(["libargon2-dev"])]),
        .systemLibrary(name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "CPrefetch"),
        .target(name: "CShapley"),
        library("EvaNumerics", ["COpenBLAS"]),
        library("EvaCorpus", ["CZlib", "Yams"]),
        library("EvaModels", ["EvaNumerics", "CPrefetch", "CShapley"]),
        library("EvaFeatures", ["EvaCorpus", "EvaModels"]),
        library("EvaEvaluation", ["EvaNumerics"]),
        library("EvaStandards", ["EvaCorpus", "EvaEvaluation", "Yams"]),
        library("EvaSimulation", ["EvaStandards", "EvaNumerics"]),
        library("EvaBundle", ["EvaFeatures", .product(name: "Crypto", package: "swift-crypto")]),
        library("EvaDecisions", ["EvaBundle", "EvaStandards"]),
        library(
            "EvaStore",
            [
                "EvaDecisions", "CArgon2",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ]
        ),
        library(
            "EvaServer",
            [
                "EvaDecisions", "EvaStore",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            resources: [.embedInCode("openapi.yaml"), .embedInCode("Console/Resources")]
        ),
        library("EvaTraining", ["EvaDecisions", "EvaEvaluation"]),
        .executableTarget(
            name: "eva",
            dependencies: [
                "EvaTraining", "EvaSimulation", "EvaStore", "EvaServer",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "EvaTestSupport",
            dependencies: ["EvaBundle"],
            path: "Tests/EvaTestSupport",
            swiftSettings: strict
        ),
        tests(of: "EvaNumerics"),
        tests(of: "EvaCorpus"),
        tests(of: "EvaFeatures"),
        tests(of: "EvaModels"),
        tests(of: "EvaEvaluation"),
        tests(of: "EvaStandards"),
        tests(of: "EvaSimulation", ["EvaModels", "EvaFeatures", "EvaEvaluation"]),
        tests(of: "EvaBundle"),
        tests(of: "EvaDecisions"),
        tests(of: "EvaServer", ["Yams", .product(name: "HummingbirdTesting", package: "hummingbird")]),
        tests(of: "EvaTraining", ["EvaSimulation"]),
        // Writes until it is killed; EvaStoreTests runs it.
        .executableTarget(
            name: "StoreStorm",
            dependencies: ["EvaStore"],
            path: "Tests/StoreStorm",
            swiftSettings: strict
        ),
        tests(of: "EvaStore", ["StoreStorm", .product(name: "GRDB", package: "GRDB.swift")]),
        tests(of: "eva", ["EvaCorpus", "EvaDecisions", "EvaStore"]),
    ]
)
