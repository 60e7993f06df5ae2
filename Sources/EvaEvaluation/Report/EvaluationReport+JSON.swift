import Foundation

extension EvaluationReport: Codable {
    enum CodingKeys: String, CodingKey {
        case title
        case corpus
        case currency
        case model
        case window
        case periods
        case slices
        case curves
        case rejects
        case notes
        case replay
        case amountErrors = "amount_errors"
        case budgets
    }

    /// Reads what `encode(to:)` wrote.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        title = try container.decode(String.self, forKey: .title)
        corpus = try container.decode(String.self, forKey: .corpus)
        currency = try container.decodeIfPresent(String.self, forKey: .currency)
        model = try container.decodeIfPresent(Model.self, forKey: .model)
        window = try container.decode(Window.self, forKey: .window)
        periods = try container.decode([Period].self, forKey: .periods)
        slices = try container.decode([Slice].self, forKey: .slices)
        curves = try container.decode(Curves.self, forKey: .curves)
        rejects = try container.decode(Int.self, forKey: .rejects)
        notes = try container.decode([String].self, forKey: .notes)
        replay = try container.decodeIfPresent(Replay.self, forKey: .replay)
        amountErrors = try container.decodeIfPresent(AmountErrors.self, forKey: .amountErrors)
        budgets = try container.decodeIfPresent(BudgetReport.self, forKey: .budgets)
        metrics = try Metrics(from: decoder)
    }

    /// Writes the overall figures beside the report's own keys, not below one.
    public func encode(to encoder: any Encoder) throws {
        try metrics.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(title, forKey: .title)
        try container.encode(corpus, forKey: .corpus)
        try container.encode(currency, forKey: .currency)
        try container.encode(model, forKey: .model)
        try container.encode(window, forKey: .window)
        try container.encode(periods, forKey: .periods)
        try container.encode(slices, forKey: .slices)
        try container.encode(curves, forKey: .curves)
        try container.encode(rejects, forKey: .rejects)
        try container.encode(notes, forKey: .notes)
        try container.encodeIfPresent(replay, forKey: .replay)
        try container.encode(amountErrors, forKey: .amountErrors)
        try container.encodeIfPresent(budgets, forKey: .budgets)
    }

    /// The report as JSON, indented, with sorted keys and a line break at the end.
    public func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }
}

extension EvaluationReport.Window {
    /// Writes `null` where there is no bound, so that the keys are always there.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(since, forKey: .since)
        try container.encode(until, forKey: .until)
    }
}

extension EvaluationReport.Period: Codable {
    enum CodingKeys: String, CodingKey {
        case period
    }

    /// Reads what `encode(to:)` wrote.
    public init(from decoder: any Decoder) throws {
        period = try decoder.container(keyedBy: CodingKeys.self).decode(String.self, forKey: .period)
        metrics = try Metrics.decodeUnlessEmpty(from: decoder)
    }

    /// Writes the figures beside the period.
    public func encode(to encoder: any Encoder) throws {
        if let metrics { try metrics.encode(to: encoder) } else { try Metrics.encodeEmpty(to: encoder) }
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(period, forKey: .period)
    }
}

extension EvaluationReport.SliceValue: Codable {
    enum CodingKeys: String, CodingKey {
        case value
        case pooled
    }

    /// Reads what `encode(to:)` wrote.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        value = try container.decode(String.self, forKey: .value)
        pooled = try container.decode(Bool.self, forKey: .pooled)
        metrics = try Metrics(from: decoder)
    }

    /// Writes the figures beside the value.
    public func encode(to encoder: any Encoder) throws {
        try metrics.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(value, forKey: .value)
        try container.encode(pooled, forKey: .pooled)
    }
}
