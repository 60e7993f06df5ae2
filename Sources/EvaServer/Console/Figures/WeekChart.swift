import EvaStore

/// Accuracy against re-review by week, as two lines over 640 × 180, and the cases behind them as bars.
struct WeekChart: Sendable {
    let bars: [Bar]
    let decisions: [Point]
    let suggestions: [Point]
    let decisionLine: String
    let suggestionLine: String
    let ticks: [Tick]
    let labels: [Label]
    let summary: String

    struct Bar: Sendable {
        let x: Int
        let y: Int
        let width: Int
        let height: Int
    }

    struct Point: Sendable {
        let x: Int
        let y: Int
        let text: String
    }

    struct Tick: Sendable {
        let y: Int
        let text: String
    }

    struct Label: Sendable {
        let x: Int
        let text: String
    }

    /// The plot goes from 44 to 632, and from 12 (all right) to 152 (half of them).
    private static let (left, right, top, bottom) = (44.0, 632.0, 12.0, 152.0)

    /// The newest weeks; `nil` when there is none with a review.
    init?(_ figures: [Figures], _ words: Words) {
        let weeks = figures.suffix(26)
        guard weeks.contains(where: { $0.decisions.judged > 0 }) else { return nil }
        let step = (Self.right - Self.left) / Double(weeks.count)
        // Down to a half unless somebody was worse.
        let worst = weeks.flatMap { [$0.decisions.accuracy, $0.suggestions.accuracy] }.compactMap { $0 }.min() ?? 0.5
        let lowest = worst < 0.5 ? 0 : 0.5
        func x(_ index: Int) -> Int { Int(Self.left + step * (Double(index) + 0.5)) }
        func y(_ share: Double) -> Int {
            Int(Self.bottom - (Self.bottom - Self.top) * (share - lowest) / (1 - lowest))
        }
        func points(_ accuracy: (Figures) -> Double?) -> [Point] {
            weeks.enumerated()
                .compactMap { index, week in
                    accuracy(week).map { Point(x: x(index), y: y($0), text: "\(week.group): \(Shown.percent($0))") }
                }
        }
        func line(_ points: [Point]) -> String { points.map { "\($0.x),\($0.y)" }.joined(separator: " ") }
        let most = Double(weeks.map(\.decided).max() ?? 1)
        bars = weeks.enumerated()
            .map { index, week in
                let height = Int(48 * Double(week.decided) / max(1, most))
                let width = max(2, min(40, Int(step * 0.7)))
                return Bar(x: x(index) - width / 2, y: Int(Self.bottom) - height, width: width, height: height)
            }
        decisions = points { $0.decisions.accuracy }
        suggestions = points { $0.suggestions.accuracy }
        decisionLine = line(decisions)
        suggestionLine = line(suggestions)
        ticks = stride(from: lowest, through: 1, by: lowest == 0 ? 0.25 : 0.125)
            .map { Tick(y: y($0), text: Shown.percent($0, decimals: 0)) }
        let every = max(1, weeks.count / 6)
        labels = weeks.enumerated().filter { $0.offset.isMultiple(of: every) }
            .map { Label(x: x($0.offset), text: String($0.element.group.dropFirst(5))) }
        summary = words("week_chart", "\(weeks.count)")
    }
}
