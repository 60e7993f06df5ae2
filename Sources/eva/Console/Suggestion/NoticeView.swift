import EvaCorpus
package import EvaDecisions

/// A claimant's notice on a terminal.
package struct NoticeView {
    private let notice: ClaimantNotice
    private let terminal: Terminal

    package init(_ notice: ClaimantNotice, terminal: Terminal) {
        self.notice = notice
        self.terminal = terminal
    }

    /// The notice's paragraphs, the first in bold.
    package var text: String {
        let paragraphs = terminal.language.of(notice.text)
            .split(separator: "\n")
            .map { terminal.wrapped(terminal.plain(String($0)), indent: 0).joined(separator: "\n") }
        return paragraphs.enumerated().map { $0 == 0 ? terminal.bold($1) : $1 }.joined(separator: "\n\n")
    }
}
