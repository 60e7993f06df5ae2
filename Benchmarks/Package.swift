// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "eva", path: ".."),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    ],
    targets: [
        .executableTarget(
            name: "EvaBench",
            dependencies: [
                .product(name: "EvaBundle", package: "eva"),
                .product(name: "EvaCorpus", package: "eva"),
                .product(name: "EvaDecisions", package: "eva"),
                .product(name: "EvaFeatures", package: "eva"),
                .product(name: "EvaModels", package: "eva"),
                .product(name: "EvaNumerics", package: "eva"),
                .product(name: "EvaStandards", package: "eva"),
                .product(name: "EvaTraining", package: "eva"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: [
                .treatAllWarnings(as: .error),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .enableUpcomingFeature("ExistentialAny"),
            ]
        )
    ]
)
