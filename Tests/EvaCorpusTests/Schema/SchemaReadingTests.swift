import EvaCorpus
import Testing

let fullSchema = """
    corpus: claims
    id: id
    time: day
    label: {field: decision, pay: [pay, yes], deny: [deny, 0]}
    amount: {field: claimed, currency: CNY}
    fields:
      kind: {type: category, title: {en: Kind, zh: 类别}, help: {en: "What: it is", zh: 说明}}
      items: {type: set, separator: "|", monotone: up, actionable: false}
      claimed: {type: money, monotone: down}
      age: {type: number}
      bought: {type: date}
      vip: {type: flag, confidential: true, actionable: true}
      story: {type: text, language: zh}
    outcome_only: [status, paid]
    agent: agent_id
    paid: {field: paid}
    first_decision: first
    truth: p
    ignore: [note]
    """

@Suite("Reading a schema")
struct SchemaReadingTests {
    @Test("All roles, types and options are read")
    func everything() throws {
        let schema = try Schema(yaml: fullSchema)
        #expect(schema.corpus == "claims" && schema.id == "id" && schema.time == "day")
        #expect(schema.label == LabelColumn(field: "decision", pay: ["pay", "yes"], deny: ["deny", "0"]))
        #expect(schema.amount == AmountColumn(field: "claimed", currency: "CNY"))
        #expect(schema.fields.map(\.name) == ["kind", "items", "claimed", "age", "bought", "vip", "story"])
        #expect(schema.fields.map(\.type) == [.category, .set, .money, .number, .date, .flag, .text])
        #expect(schema.fields[0].title == Titles(en: "Kind", zh: "类别"))
        #expect(schema.fields[1].separator == "|" && schema.fields[1].monotone == .up)
        #expect(schema.fields[5].confidential && schema.fields[6].language == "zh")
        #expect(schema.fields.map(\.actionable) == [nil, false, nil, nil, nil, true, nil])
        #expect(schema.outcomeOnly == ["status", "paid"] && schema.ignore == ["note"])
        #expect(schema.agent == "agent_id" && schema.paid == "paid")
        #expect(schema.firstDecision == "first" && schema.truth == "p")
    }

    @Test("The canonical form reads back as the same schema")
    func canonical() throws {
        let schema = try Schema(yaml: fullSchema)
        let again = try Schema(yaml: schema.yaml())
        #expect(again == schema)
        #expect(again.yaml() == schema.yaml())
    }

    @Test(
        "Names that YAML would take for something else survive the canonical form",
        arguments: ["yes", "null", "1e3", "a: b", "#x", "- y", "日期", "say \"hi\" \\ there", "~", "2024-01-01", "a'b"]
    )
    func odd(name: String) throws {
        var schema = try Schema(yaml: fullSchema)
        schema.fields[0].name = name
        schema.fields[0].help = Titles(en: "tab\tline\nend \u{2028}\u{7f}", zh: name)
        #expect(try Schema(yaml: schema.yaml()) == schema)
    }

    @Test("paid may be a plain name, and a list a single one")
    func shortForms() throws {
        let yaml = fullSchema.replacing("paid: {field: paid}", with: "paid: paid")
            .replacing("ignore: [note]", with: "ignore: note")
        #expect(try Schema(yaml: yaml) == Schema(yaml: fullSchema))
    }

    @Test(
        "What is wrong is told with its place and a cure",
        arguments: [
            ("time: day", "tyme: day", "s.yaml:3:1: the schema has no key tyme (did you mean time?)"),
            ("corpus: claims\n", "", "s.yaml:1:1: the schema lacks corpus; add corpus: …"),
            ("{type: number}", "{type: numbr}", "10:15: the type of age cannot be “numbr” (did you mean number?)"),
            ("{type: number}", "{typ: number}", "10:9: age has no key typ (did you mean type?)"),
            ("{type: number}", "{}", "10:8: age lacks type; write age: {type: category}"),
            ("{type: number}", "number", "10:8: age is not a mapping"),
            ("ignore: [note]", "ignore: [kind]", "19:10: kind is both fields and ignore; give the column one role"),
            ("ignore: [note]", "ignore: [note, note]", "19:16: note is named twice under ignore"),
            ("truth: p", "truth: age", "18:8: age is both fields and truth"),
            ("agent: agent_id", "agent: decision", "15:8: decision is both label and agent"),
            ("id: id", "id: day", "3:7: day is both id and time"),
            ("{field: claimed, currency: CNY}", "{field: kind, currency: CNY}", "the amount kind is a category"),
            ("currency: CNY", "currency: yuan", "5:36: “yuan” is no currency"),
            ("currency: CNY", "curency: CNY", "amount has no key curency (did you mean currency?)"),
            ("{type: money, monotone: down}", "{type: money, monotone: dwn}", "cannot be “dwn” (did you mean down?)"),
            ("{type: text, language: zh}", "{type: text, monotone: up}", "story is a text, which has no order"),
            ("{type: number}", "{type: number, separator: ;}", "age is a number, which has no separator"),
            ("{type: number}", "{type: number, language: zh}", "age is a number, which has no language"),
            ("separator: \"|\"", "separator: \"\"", "“” cannot separate members"),
            ("confidential: true", "confidential: maybe", "confidential of vip cannot be “maybe”; write true or false"),
            ("title: {en: Kind, zh: 类别}", "title: {en: Kind}", "is not there in both languages; write {en: …, zh: …}"),
            ("deny: [deny, 0]", "deny: [deny, pay]", "4:49: “pay” means both pay and deny"),
            ("pay: [pay, yes]", "pay: []", "no value means pay"),
            ("{type: number}", "{type: number", "s.yaml:11:9: "),
            ("age: {type: number}", "kind: {type: number}", "kind is there twice"),
            ("corpus: claims", "corpus: \"a\\nb\"", "is no name"),
            ("corpus: claims", "corpus: [a]", "corpus is not a single value"),
            ("ignore: [note]", "ignore: {a: b}", "ignore is not a list"),
        ]
    )
    func errors(old: String, new: String, message: String) {
        let yaml = fullSchema.replacing(old, with: new)
        #expect(yaml != fullSchema)
        let error = #expect(throws: CorpusError.self) { try Schema(yaml: yaml, file: "s.yaml") }
        #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
        #expect(error?.place.line != nil)
    }

    @Test("Nothing, no mapping, two documents and far too deep nesting are errors")
    func noSchema() {
        let deep = String(repeating: "[", count: 5000)
        let dashes = String(repeating: "- ", count: 5000) + "x"
        let anchors = "a: &a [x, x]\nb: &b [*a, *a]\ncorpus: *b"
        let many = ["", "# nothing", "a", "[a]", "a: 1\n---\nb: 2", deep, dashes, "\t", "a: \0", anchors]
        for yaml in many {
            #expect(throws: CorpusError.self) { try Schema(yaml: yaml) }
        }
    }

    @Test("A schema file that is not there or is no text is an error with its path")
    func files() throws {
        let missing = #expect(throws: CorpusError.self) { try Schema.load(path: "/nowhere/schema.yaml") }
        #expect(missing?.description.hasPrefix("/nowhere/schema.yaml: ") == true)
        #expect(throws: CorpusError.self) { try Schema.load(path: "/") }
    }

    @Test("The schemas of the real corpora read", arguments: ["tsa", "imr", "after-sales"])
    func committed(corpus: String) throws {
        let schema = try Schema.load(path: packageRoot + "/data/\(corpus)/schema.yaml")
        #expect(schema.fields.allSatisfy { $0.title != nil })
    }

    @Test("A schema in memory is checked, too")
    func validation() throws {
        var schema = try Schema(yaml: fullSchema)
        try schema.validate()
        schema.fields[0].monotone = .up
        #expect(throws: CorpusError.self) { try schema.validate() }
    }
}
