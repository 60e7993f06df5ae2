package import EvaCorpus
import EvaNumerics

/// What is kept of a precedent to show it.
package struct PrecedentRecord: Sendable, Equatable {
    /// Identifier; empty when the case had none.
    let id: String
    let isPay: Bool
    /// Contribution to the score of each shown field, in log-odds.
    let contributions: [Float]
    /// Value of each shown field.
    let values: ShownFields.Values

    /// The record of a labelled row; `contributions` has the shown fields.
    package init(_ table: CaseTable, row: Int, contributions: [Float], shown: ShownFields) {
        id = table.ids.text(of: row) ?? ""
        isPay = table.labels[row] == 1
        self.contributions = contributions
        values = shown.values(table, row: row)
    }

    func encode(to writer: inout ByteWriter, _ words: inout WordList) {
        writer.write(id)
        writer.write(isPay)
        for contribution in contributions { writer.write(contribution) }
        for field in 0..<values.count {
            let value = values[field]
            writer.write(value != nil)
            if let value { writer.write(Array(value)) { $0.write(words.code(of: $1)) } }
        }
    }

    /// Reads the record of a case with `fields` shown fields.
    init(from reader: inout ByteReader, fields: Int, words: [String]) throws {
        id = try reader.read()
        isPay = try reader.read()
        contributions = try (0..<fields).map { _ in try reader.read(Float.self) }
        var values = ShownFields.Values(fields: fields)
        for _ in 0..<fields {
            let isGiven = try reader.read(Bool.self)
            for _ in 0..<(isGiven ? try reader.readCount(minimumSize: 4) : 0) {
                let code = Int(try reader.read(UInt32.self))
                guard code < words.count else {
                    throw ByteError(offset: reader.offset, message: "word \(code) of \(words.count)")
                }
                values.add(words[code])
            }
            values.endField(isMissing: !isGiven)
        }
        self.values = values
        try reader.finish()
    }
}

/// The texts of records, each once.
struct WordList {
    private(set) var words: [String] = []
    private var codes: [String: UInt32] = [:]

    /// Number of a text, in the order of first use.
    mutating func code(of word: String) -> UInt32 {
        if let code = codes[word] { return code }
        let code = UInt32(words.count)
        words.append(word)
        codes[word] = code
        return code
    }
}
