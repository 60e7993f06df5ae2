import Logging
import ServiceLifecycle

/// Looks every two seconds whether another process has promoted a bundle or published settings.
struct ChampionWatch: Service {
    let desk: ModelDesk
    let logger: Logger
    private static let period = Duration.seconds(2)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var lastFault = ""
            while !Task.isCancelled {
                do {
                    try await Task.sleep(for: Self.period)
                    if try await desk.refresh() {
                        logger.notice("serving", metadata: ["model": "\(desk.serving.advisor.identity.version)"])
                    }
                    lastFault = ""
                } catch is CancellationError {
                    return
                } catch {
                    // Once for each fault, not every two seconds.
                    let fault = "\(error)"
                    if fault != lastFault {
                        logger.error("cannot serve what is in force", metadata: ["error": "\(fault)"])
                    }
                    lastFault = fault
                }
            }
        }
    }
}
