import EvaCorpus
import EvaDecisions
import EvaEvaluation
import Foundation

/// How text comes to the screen: language, width, colours, and nothing that could steer the terminal.
package struct Terminal: Sendable {
    /// Language of labels and sentences.
    package var language: Language
    /// Columns of a line.
    package var width: Int
    /// Whether colours are shown.
    package var colours: Bool

    package init(language: Language, width: Int, colours: Bool) {
        self.language = language
        self.width = max(40, width)
        self.colours = colours
    }

    /// Standard output: colours and its width when it is a terminal, else 100 columns.
    package static func standardOutput(_ language: Language) -> Terminal {
        var size = winsize()
        let isTerminal = isatty(1) == 1
        let isKnown = isTerminal && ioctl(1, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        return Terminal(language: language, width: isKnown ? Int(size.ws_col) : 100, colours: isTerminal)
    }

    /// What one of the languages says.
    func say(_ en: String, _ zh: String) -> String {
        language == .en ? en : zh
    }

    /// A text for people, harmless.
    func say(_ text: Titles) -> String {
        plain(language.of(text))
    }

    /// Text from users or files on one line, unable to steer the terminal.
    func plain(_ text: String) -> String {
        SafeText.plain(
            String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
        )
    }

    /// A share in per cent with one decimal.
    func percent(_ share: Double) -> String {
        Wording.percent(share) + say(" %", "%")
    }

    func colour(_ text: String, _ code: Int) -> String {
        colours ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }

    func bold(_ text: String) -> String {
        colour(text, 1)
    }

    func faint(_ text: String) -> String {
        colour(text, 2)
    }

    /// Columns that a text takes.
    package static func width(_ text: String) -> Int {
        SafeText.width(text)
    }

    /// A text padded with blanks to so many columns.
    func padded(_ text: String, to columns: Int) -> String {
        text + String(repeating: " ", count: max(0, columns - Self.width(text)))
    }

    /// Lines of a text that begins after `indent` columns, which all further lines leave blank.
    func wrapped(_ text: String, indent: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var used = 0
        let room = max(20, width - indent)
        for piece in Self.pieces(text) {
            let columns = Self.width(piece)
            if used + columns > room, !line.isEmpty {
                lines.append(line)
                (line, used) = ("", 0)
            }
            if line.isEmpty, piece == " " { continue }
            // A piece that no line can hold is cut wherever a line ends.
            for character in piece {
                let columns = Self.width(String(character))
                if used + columns > room {
                    lines.append(line)
                    (line, used) = ("", 0)
                }
                line.append(character)
                used += columns
            }
        }
        if !line.isEmpty { lines.append(line) }
        return lines.enumerated()
            .map { number, line in
                let end = line.lastIndex { $0 != " " }.map { line.index(after: $0) } ?? line.startIndex
                return (number == 0 ? "" : String(repeating: " ", count: indent)) + line[..<end]
            }
    }

    /// What stays together: words, blanks, Chinese characters with the marks beside them, and numbers with their %.
    private static func pieces(_ text: String) -> [String] {
        var pieces: [String] = []
        var last = PieceEnd.blank
        for character in text {
            let isWide = width(String(character)) > 1
            if character == "%", last == .blank, pieces.count > 1 {
                let blank = pieces.removeLast()
                pieces[pieces.count - 1] += blank + "%"
            } else if character != " ",
                last == .opening || (last == .narrow && !isWide) || (last != .blank && closing.contains(character))
            {
                pieces[pieces.count - 1].append(character)
            } else {
                pieces.append(String(character))
            }
            last = character == " " ? .blank : opening.contains(character) ? .opening : isWide ? .wide : .narrow
        }
        return pieces
    }

    private enum PieceEnd {
        case blank
        case opening
        case narrow
        case wide
    }

    private static let opening: Set<Character> = ["“", "‘", "（", "《", "(", "["]
    private static let closing: Set<Character> = [
        "”", "’", "）", "》", "，", "。", "；", "：", "、", "！", "？", ",", ".", ";", ":", ")", "!", "?", "%",
    ]
}
