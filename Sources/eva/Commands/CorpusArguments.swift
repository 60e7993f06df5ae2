public import ArgumentParser
public import EvaCorpus
import EvaNumerics

/// Arguments of commands that read a corpus.
struct CorpusArguments: ParsableArguments {
    @Argument(help: "Corpus: .csv, .csv.gz, .jsonl or .jsonl.gz.", completion: .file())
    var cases: String

    @Option(help: ArgumentHelp("First day or moment to use, inclusive.", valueName: "date"))
    var since: CaseTime?

    @Option(help: ArgumentHelp("First day or moment not to use.", valueName: "date"))
    var until: CaseTime?

    @Option(help: ArgumentHelp("Share of rows that may be rejected, 0 to 1.", valueName: "share"))
    var maxRejects = 0.01

    @Option(help: ArgumentHelp("File to write rejected rows to, with the reasons.", valueName: "file"))
    var rejects: String?

    func validate() throws {
        guard (0...1).contains(maxRejects) else {
            throw ValidationError("--max-rejects is \(maxRejects); a share from 0 to 1 would be right")
        }
        if let since, let until, since >= until {
            throw ValidationError("--since \(since) is not before --until \(until)")
        }
    }

    /// Reads the corpus and tells about rejected rows.
    func read(schema: Schema, progress: ProgressBar, requireLabels: Bool = true) throws -> ReadResult {
        var options = ReadOptions()
        options.maxRejectShare = maxRejects
        options.rejectsPath = rejects
        options.requireLabels = requireLabels
        options.since = since
        options.until = until
        options.progress = { done, total in progress.update(done: done, total: total, stage: "reading \(cases)") }
        let result = try CaseTable.read(path: cases, schema: schema, options: options)
        progress.finish()
        Self.tell(about: result.rejects, of: cases)
        return result
    }

    /// Warns of rejected rows.
    static func tell(about rejects: RejectSummary, of path: String) {
        guard rejects.count > 0 else { return }
        Output.log.warning("\(rejects.count) of \(rejects.rowsRead) rows rejected:")
        for reject in rejects.first.prefix(5) {
            Output.log.warning("\(path):\(reject.line):\(reject.column): \(reject.message); \(reject.cure)")
        }
    }
}

extension CaseTime: ExpressibleByArgument {
    /// A date of the command line.
    public init?(argument: String) {
        guard let time = CaseTime(parsing: argument) else { return nil }
        self = time
    }
}

/// Number of threads of a command.
struct ThreadArguments: ParsableArguments {
    @Option(help: "Threads to use; the result does not depend on it.")
    var threads = 2

    func validate() throws {
        guard (1...256).contains(threads) else {
            throw ValidationError("--threads is \(threads); 1 to 256 would be right")
        }
    }

    var pool: WorkerPool { WorkerPool(threads: threads) }
}
