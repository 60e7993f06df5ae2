import EvaCorpus

/// A request of the Open Inference Protocol, version 2: one named input a column of the schema, one element a case.
///
/// **Missing values** An input that is not there is missing in all cases, a null element in its case.
///
/// **Source** KServe, Open Inference Protocol, REST.
struct InferenceRequest {
    /// The caller's name for the request, to be given back.
    let id: String?
    /// Outputs wanted; `nil` for all.
    let outputs: [String]?
    /// The cases as JSON objects.
    let cases: [[UInt8]]

    /// Reads a request.
    ///
    /// **Throws** a `Problem` with the JSON path of the fault.
    init(_ value: JSONValue, schema: Schema, most: Int) throws(Problem) {
        let request = try RequestObject(value, allowed: ["id", "parameters", "inputs", "outputs"])
        id = try request.text("id")
        outputs = try Self.outputs(try request.elements("outputs"))
        var columns: [(name: String, data: [JSONValue])] = []
        let inputs = try request.required("inputs", try request.elements("inputs"))
        for (index, input) in inputs.enumerated() {
            let path = "$.inputs[\(index)]"
            let column = try Self.column(input, path, schema)
            guard !columns.contains(where: { $0.name == column.name }) else {
                throw RequestObject.wrong("this input is there twice", "\(path).name", "keep one of them")
            }
            guard columns.first.map({ $0.data.count == column.data.count }) ?? true else {
                throw RequestObject.wrong("the inputs differ in length", "\(path).data", "send one element a case")
            }
            columns.append(column)
        }
        let count = columns.first?.data.count ?? 0
        guard count > 0 else { throw RequestObject.wrong("there is no case", "$.inputs", "send at least one") }
        guard count <= most else {
            throw Problem(
                .contentTooLarge,
                "batch_size",
                "there are more than \(most) cases",
                cure: "send fewer at once"
            )
        }
        cases = (0..<count)
            .map { row in
                JSONText.object(columns.map { (key: $0.name, value: $0.data[row].written) }).bytes
            }
    }

    private static func outputs(_ elements: [JSONValue]?) throws(Problem) -> [String]? {
        guard let elements else { return nil }
        var names: [String] = []
        for (index, element) in elements.enumerated() {
            let path = "$.outputs[\(index)]"
            let output = try RequestObject(element, path: path, allowed: ["name", "parameters"])
            let name = try output.required("name", try output.text("name"))
            guard InferenceTensor.outputs.contains(where: { $0.name == name }) else {
                let known = InferenceTensor.outputs.map(\.name).joined(separator: ", ")
                throw RequestObject.wrong("there is no such output", "\(path).name", "the outputs are \(known)")
            }
            names.append(name)
        }
        return names
    }

    private static func column(
        _ value: JSONValue,
        _ path: String,
        _ schema: Schema
    ) throws(Problem) -> (name: String, data: [JSONValue]) {
        let input = try RequestObject(value, path: path, allowed: ["name", "shape", "datatype", "parameters", "data"])
        let name = try input.required("name", try input.text("name"))
        guard let tensor = InferenceTensor.inputs(of: schema).first(where: { $0.name == name }) else {
            throw RequestObject.wrong("the model has no such input", "\(path).name", "see the model's metadata")
        }
        let datatype = try input.required("datatype", try input.text("datatype"))
        guard tensor.takes(datatype) else {
            let cure = "send \(tensor.datatype)"
            throw RequestObject.wrong("the input is not of this type", "\(path).datatype", cure)
        }
        let data = try input.required("data", try input.elements("data"))
        let shape = try input.required("shape", try input.elements("shape"))
        guard shape.first == .number("\(data.count)"), shape.dropFirst().allSatisfy({ $0 == .number("1") }) else {
            throw RequestObject.wrong("the shape is not that of the data", "\(path).shape", "send [\(data.count)]")
        }
        for (index, element) in data.enumerated() where !tensor.takes(element) {
            let cure = "send \(tensor.datatype) or null"
            throw RequestObject.wrong("this is not of the input's type", "\(path).data[\(index)]", cure)
        }
        return (name, data)
    }
}

/// An input or output of the model, as the protocol describes it.
struct InferenceTensor {
    let name: String
    /// `BYTES` (a text), `FP64` or `BOOL`.
    let datatype: String

    /// One for each column that a case may have.
    static func inputs(of schema: Schema) -> [InferenceTensor] {
        var inputs = [
            InferenceTensor(name: schema.id, datatype: "BYTES"), InferenceTensor(name: schema.time, datatype: "BYTES"),
        ]
        if let amount = schema.amount, schema.fieldIndex(amount.field) == nil {
            inputs.append(InferenceTensor(name: amount.field, datatype: "FP64"))
        }
        return inputs
            + schema.fields.map { field in
                switch field.type {
                case .number, .money: InferenceTensor(name: field.name, datatype: "FP64")
                case .flag: InferenceTensor(name: field.name, datatype: "BOOL")
                case .category, .set, .date, .text: InferenceTensor(name: field.name, datatype: "BYTES")
                }
            }
    }

    static let outputs = [
        InferenceTensor(name: "suggestion", datatype: "BYTES"),
        InferenceTensor(name: "probability", datatype: "FP64"),
        InferenceTensor(name: "confidence", datatype: "FP64"),
        InferenceTensor(name: "score", datatype: "FP64"),
        InferenceTensor(name: "reasons", datatype: "BYTES"),
    ]

    /// Its description, for any number of cases.
    var json: JSONText {
        .keys(["name": .string(name), "datatype": .string(datatype), "shape": .array([.integer(-1)])])
    }

    func takes(_ other: String) -> Bool {
        other == datatype || (datatype == "FP64" && Self.numbers.contains(other))
    }

    func takes(_ value: JSONValue) -> Bool {
        switch (value, datatype) {
        case (.null, _), (.string, "BYTES"), (.number, "FP64"), (.bool, "BOOL"): true
        default: false
        }
    }

    private static let numbers: Set<String> = [
        "FP16", "FP32", "INT8", "INT16", "INT32", "INT64", "UINT8", "UINT16", "UINT32", "UINT64",
    ]
}
