import Foundation
public import Testing

extension Trait where Self == ConditionTrait {
    /// A test that needs optimised kernels or many seconds: it runs in release builds only.
    public static var slow: Self {
        .enabled(if: isOptimised, "runs in release: make test")
    }

    /// A test that reads a real corpus from the folder that EVA_CORPORA names; it runs in release builds only.
    public static func realCorpus(_ file: String) -> Self {
        .enabled("set EVA_CORPORA to a folder with \(file); data/README.md says how to get it") {
            isOptimised && corpus(file) != nil
        }
    }
}

/// Path of a real corpus; `nil` when EVA_CORPORA is not set or lacks it.
public func corpus(_ file: String) -> String? {
    guard let folder = ProcessInfo.processInfo.environment["EVA_CORPORA"] else { return nil }
    let path = folder + "/" + file
    return FileManager.default.fileExists(atPath: path) ? path : nil
}

private var isOptimised: Bool {
    #if DEBUG
    false
    #else
    true
    #endif
}
