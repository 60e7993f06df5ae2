import ArgumentParser
import EvaBundle
import EvaStore
import Foundation

/// Runs a command and turns its end into an exit code: 0 done, 1 the work failed, 2 usage or bad input.
@main
enum Main {
    static func main() async {
        do {
            var command = try Eva.parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            exit(report(error))
        }
    }

    private static func report(_ error: any Error) -> Int32 {
        switch Eva.exitCode(for: error) {
        case .success:
            Output.line(Eva.fullMessage(for: error))
            return 0
        case .validationFailure:
            Output.note(Eva.fullMessage(for: error).replacing("Error: ", with: "error: ", maxReplacements: 1))
            return 2
        case let code where error is ExitCode:
            return code.rawValue
        default:
            Output.note("error: \(error)")
            if let error = error as? BundleError, error.code == .fileSystem { return 1 }
            if let error = error as? StoreError { return error.isInput ? 2 : 1 }
            return error is Failure ? 1 : 2
        }
    }
}

extension StoreError {
    /// Whether it is what was asked for that is wrong, and not the work that failed.
    fileprivate var isInput: Bool {
        switch code {
        case .notFound, .notAStore, .newerDatabase, .invalid, .alreadyExists, .wrongState, .reasonRequired, .keyReused,
            .badCredentials, .forbidden, .held:
            true
        case .inUse, .readOnly, .diskFull, .corrupt, .busy, .overloaded, .fileSystem, .throttled, .altered, .database:
            false
        }
    }
}
