/// What a YAML file may ask of the machine.
enum YAMLLimits {
    /// Larger files are refused: a hundred clauses take some fifty thousand bytes.
    static let maxBytes = 4 << 20
    /// Deepest nesting; Yams composes nodes recursively, so that depth must be bounded before.
    static let maxDepth = 64

    /// First line that opens more levels than a file can need: by flow brackets, or by its indentation and the chain of
    /// indicators before its content.
    static func lineNestedTooDeeply(_ yaml: String) -> Int? {
        var line = 1
        var atStart = true
        var indentation = 0
        var flowDepth = 0
        for byte in yaml.utf8 {
            switch byte {
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                if byte == UInt8(ascii: "\n") { line += 1 }
                (atStart, indentation) = (true, 0)
                continue
            case UInt8(ascii: "["), UInt8(ascii: "{"): flowDepth += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): flowDepth = max(0, flowDepth - 1)
            default: break
            }
            if atStart {
                // Blanks and the indicators - ? : may each open a level.
                atStart = " \t-?:".utf8.contains(byte)
                indentation += 1
            }
            if flowDepth > maxDepth || (atStart && indentation > 2 * maxDepth) { return line }
        }
        return nil
    }
}
