import EvaEvaluation
import Foundation
import Testing

struct RenderingTests {
    @Test("reports are the golden files'", arguments: ["report.txt", "report.md", "report.html", "plain.txt"])
    func golden(name: String) throws {
        let report =
            name == "plain.txt"
            ? try ReportExample.report(simulated: false, reviews: false) : try ReportExample.report()
        let text =
            switch name {
            case "report.md": report.markdown()
            case "report.html": report.html()
            default: report.text()
            }
        let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../Fixtures/\(name)")
        guard let expected = try? String(contentsOf: golden, encoding: .utf8) else {
            try text.write(to: golden, atomically: true, encoding: .utf8)
            Issue.record("the golden file was missing and is recorded now; read it, then run again")
            return
        }
        #expect(text == expected)
    }

    @Test("a hostile value comes out escaped everywhere")
    func hostile() throws {
        let values = [
            "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</title><script>", "a & b", "' onload='x",
        ]
        for value in values {
            let report = try EvaluationReport(
                title: value,
                corpus: value,
                model: .init(name: value, version: value, hash: value),
                window: .init(since: value, until: value),
                cases: ScoredCases(
                    labels: [1, 0],
                    probabilities: [0.9, 0.2],
                    amounts: [1, 2],
                    periods: [value, value],
                    slices: [.init(field: value, values: [value, value])]
                ),
                currency: value,
                notes: [value],
                minimumSliceCases: 1
            )
            #expect(!report.html().contains(value))
            for text in [report.html(), report.markdown()] {
                #expect(!text.contains("<script"))
                #expect(!text.contains("<img"))
            }
            #expect(isBalanced(report.html()), "\(value)")
        }
    }

    @Test("values can neither steer a terminal nor turn text around")
    func control() throws {
        let report = try ReportExample.report()
        for text in [report.text(), report.markdown(), report.html()] {
            #expect(!text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
        }
    }

    @Test("columns of the terminal's tables are aligned")
    func alignment() throws {
        let lines = try ReportExample.report().text().split(separator: "\n", omittingEmptySubsequences: false)
        let start = try #require(lines.firstIndex { $0 == "By period" })
        let widths = Set(lines[(start + 1)...].prefix(6).map(\.count))
        #expect(widths.count == 1)
    }

    @Test("the page loads nothing and names its pictures and tables")
    func page() throws {
        let page = try ReportExample.report().html()
        #expect(!page.contains("http://") && !page.contains("https://") && !page.contains("<script"))
        #expect(!page.contains("url(") && !page.contains("@import"))
        let pictures = page.components(separatedBy: "<svg").count - 1
        #expect(pictures == 4)
        #expect(page.components(separatedBy: "role=\"img\"").count - 1 == pictures)
        #expect(page.components(separatedBy: "<desc").count - 1 == pictures)
        #expect(page.components(separatedBy: "<caption").count == page.components(separatedBy: "<table>").count)
        #expect(page.contains("prefers-color-scheme: dark"))
    }

    @Test("only simulated figures carry the badge and the best possible")
    func badge() throws {
        let simulated = try ReportExample.report()
        let real = try ReportExample.report(simulated: false)
        #expect(simulated.html().contains("class=\"badge\""))
        #expect(!real.html().contains("class=\"badge\""))
        for text in [simulated.text(), simulated.markdown(), simulated.html()] {
            #expect(text.contains("Simulated") && text.contains("Best possible"))
        }
        for text in [real.text(), real.markdown()] {
            #expect(!text.contains("Simulated") && !text.contains("Best possible"))
        }
    }
}

/// Whether every element of a page that is opened is closed again, in order: a value that breaks out would show here.
private func isBalanced(_ page: String) -> Bool {
    let unclosed: Set<Substring> = ["meta", "!DOCTYPE"]
    var open: [Substring] = []
    for piece in page.split(separator: "<") {
        guard let end = piece.firstIndex(of: ">") else { return false }
        let tag = piece[..<end]
        let name = tag.prefix { $0 != " " && $0 != "\n" }
        if name.hasPrefix("/") {
            guard open.popLast() == name.dropFirst() else { return false }
        } else if !tag.hasSuffix("/"), !unclosed.contains(name) {
            open.append(name)
        }
    }
    return open.isEmpty
}
