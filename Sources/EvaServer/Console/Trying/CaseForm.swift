import EvaCorpus
import EvaDecisions
import EvaFeatures

/// A form for a case, made from the schema.
struct CaseForm: Sendable {
    let inputs: [Input]

    /// A field to fill in; exactly one of the kinds is there.
    struct Input: Sendable {
        let name: String
        let id: String
        let title: String
        let help: String?
        let category: Choices?
        let set: Choices?
        let flag: Choices?
        let text: Line?
        let long: Line?
        let isWide: Bool
        /// Id of the help text.
        let describedBy: String?
    }

    struct Choices: Sendable {
        /// The name of the field's input: inside an option, `name` is that of the option.
        let fieldName: String
        let options: [Option]
        /// What was typed: of a category its value, of a set what is none of the options.
        let value: String
        let other: String
        /// Whether it was said that there is none.
        let isNone: Bool
    }

    struct Option: Sendable {
        let value: String
        let name: String
        let isChosen: Bool
    }

    struct Line: Sendable {
        let value: String
        let mode: String
        let hint: String
    }

    /// Known names in the order of the alphabet, at most so many; others can be typed.
    private static let mostNames = 60

    /// The form of what `serving` takes, with what was typed before.
    init(_ serving: Serving, typed: FormBody, words: Words) {
        let schema = serving.advisor.bundle.schema
        let featurizer = serving.advisor.bundle.model.featurizer
        var inputs = [
            Input(
                name: Self.name(schema.time),
                title: words["time_of_claim"],
                help: nil,
                text: Line(value: typed[Self.name(schema.time)] ?? "", mode: "text", hint: "2025-01-03")
            )
        ]
        if let amount = schema.amount, schema.fieldIndex(amount.field) == nil {
            inputs.append(
                Input(
                    name: Self.name(amount.field),
                    title: Shown.words(amount.field),
                    help: nil,
                    text: Line(value: typed[Self.name(amount.field)] ?? "", mode: "decimal", hint: amount.currency)
                )
            )
        }
        for (index, field) in schema.fields.enumerated() {
            let known = featurizer.knownNames(field: index).prefix(Self.mostNames).sorted()
            let currency = field.type == .money ? schema.amount?.currency : nil
            inputs.append(Input(field, known: known, currency: currency, typed: typed, words: words))
        }
        self.inputs = inputs
    }

    /// What a field is called in the form: no name of a schema can be that of another part of it.
    static func name(_ field: String) -> String { "f." + field }

    /// The case that was typed, as JSON.
    static func json(_ form: FormBody, schema: Schema) -> [UInt8] {
        var pairs: [(key: String, value: JSONText)] = []
        func add(_ field: String, _ value: JSONText?) {
            if let value { pairs.append((key: field, value: value)) }
        }
        add(schema.time, form[name(schema.time)].map { .string($0) })
        if let amount = schema.amount, schema.fieldIndex(amount.field) == nil {
            add(amount.field, number(form[name(amount.field)]))
        }
        for field in schema.fields {
            let text = form[name(field.name)]
            switch field.type {
            case .number, .money: add(field.name, number(text))
            case .flag:
                add(field.name, text.map { $0 == "yes" ? .bool(true) : $0 == "no" ? .bool(false) : .string($0) })
            case .set:
                let others = (form[name(field.name) + ".other"] ?? "").split(separator: ",")
                    .map { String($0.trimmingPrefix(while: \.isWhitespace)) }
                let members = form.all(name(field.name)).filter { !$0.isEmpty } + others.filter { !$0.isEmpty }
                // Nothing ticked is the empty set where the form says so, and else missing.
                let isEmpty = form[name(field.name) + ".none"] != nil
                add(field.name, members.isEmpty && !isEmpty ? nil : .array(members.map { .string($0) }))
            case .category, .date, .text: add(field.name, text.map { .string($0) })
            }
        }
        return JSONText.object(pairs).bytes
    }

    /// A number as JSON writes it; anything else stays a text, at which the reader says what is wrong.
    private static func number(_ text: String?) -> JSONText? {
        guard let text else { return nil }
        let isPlain = text.wholeMatch(of: /-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,17})?/) != nil
        return isPlain ? .raw(text) : .string(text)
    }
}

extension CaseForm.Input {
    fileprivate init(name: String, title: String, help: String?, text: CaseForm.Line) {
        self.name = name
        id = name
        self.title = title
        self.help = help
        (category, set, flag, long) = (nil, nil, nil, nil)
        self.text = text
        isWide = false
        describedBy = nil
    }

    fileprivate init(_ field: Field, known: [String], currency: String?, typed: FormBody, words: Words) {
        name = CaseForm.name(field.name)
        id = name
        title = words(field.shownTitle)
        help = field.help.map { words($0) }
        let value = typed[name] ?? ""
        let own = name
        func options(_ chosen: [String]) -> [CaseForm.Option] {
            known.map { CaseForm.Option(value: $0, name: Shown.words($0), isChosen: chosen.contains($0)) }
        }
        let other = typed[name + ".other"] ?? ""
        func choices(_ options: [CaseForm.Option]) -> CaseForm.Choices {
            CaseForm.Choices(
                fieldName: own,
                options: options,
                value: value,
                other: other,
                isNone: typed[own + ".none"] != nil
            )
        }
        let flags = ["yes", "no"]
            .map { CaseForm.Option(value: $0, name: words[$0], isChosen: $0 == value) }
        category = field.type == .category ? choices(options([value])) : nil
        set = field.type == .set ? choices(options(typed.all(name))) : nil
        flag = field.type == .flag ? choices(flags) : nil
        isWide = field.type == .text || field.type == .set
        describedBy = field.help == nil ? nil : "\(own).help"
        long = field.type == .text ? CaseForm.Line(value: value, mode: "text", hint: "") : nil
        text =
            switch field.type {
            case .number: CaseForm.Line(value: value, mode: "decimal", hint: "")
            case .money: CaseForm.Line(value: value, mode: "decimal", hint: currency ?? "")
            case .date: CaseForm.Line(value: value, mode: "text", hint: "2025-01-03")
            case .category, .set, .flag, .text: nil
            }
    }
}
