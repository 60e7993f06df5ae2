import EvaCorpus

/// The cases in a body: one object, a JSON array of them, or JSON Lines; each is read on its own.
struct CaseList {
    /// A case's bytes and the line on which they start.
    struct Item {
        var bytes: [UInt8]
        var line: Int
    }

    private(set) var items: [Item] = []

    /// Cuts a body into cases without reading them.
    ///
    /// **Throws** when the array is no JSON, and when there are none or more than `most`.
    init(_ bytes: [UInt8], _ kind: BodyKind, most: Int) throws(Problem) {
        switch kind {
        case .jsonLines: cutLines(bytes)
        case .json: try cutArray(bytes, most)
        }
        guard !items.isEmpty else {
            throw Problem(.unprocessableContent, "batch_size", "there is no case", cure: "send at least one", path: "$")
        }
        guard items.count <= most else { throw Self.tooMany(most) }
    }

    private mutating func cutLines(_ bytes: [UInt8]) {
        for (index, line) in bytes.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
            let isBlank = line.allSatisfy { $0 == 32 || $0 == 9 || $0 == 13 }
            if !isBlank { items.append(Item(bytes: Array(line), line: index + 1)) }
        }
    }

    private mutating func cutArray(_ bytes: [UInt8], _ most: Int) throws(Problem) {
        var scanner = JSONScanner(from: 0, to: bytes.count)
        do throws(JSONScanner.Failure) {
            let span = bytes.span
            guard scanner.take(UInt8(ascii: "["), span) else {
                items = [Item(bytes: bytes, line: 1)]
                return
            }
            if scanner.take(UInt8(ascii: "]"), span) { return }
            var (line, counted) = (1, 0)
            repeat {
                _ = scanner.peek(span)
                let start = scanner.at
                try scanner.skipValue(span)
                line += bytes[counted..<start].count { $0 == 10 }
                counted = start
                items.append(Item(bytes: Array(bytes[start..<scanner.at]), line: line))
            } while scanner.take(UInt8(ascii: ","), span) && items.count <= most
            guard items.count <= most else { return }
            try scanner.expect(UInt8(ascii: "]"), "a comma or ]", span)
            guard scanner.peek(span) == nil else { throw scanner.unexpected(span, wanted: "the end") }
        } catch {
            throw Problem(error, in: bytes)
        }
    }

    private static func tooMany(_ most: Int) -> Problem {
        Problem(.contentTooLarge, "batch_size", "there are more than \(most) cases", cure: "send fewer at once")
    }
}
