import Foundation

/// The frame of a chart: maps values to the coordinates of an SVG picture and draws axes.
struct Plot {
    static let width = 440.0
    static let height = 310.0
    static let left = 46.0
    static let right = 22.0
    static let top = 28.0
    static let bottom = 44.0

    let x: ClosedRange<Double>
    let y: ClosedRange<Double>
    private(set) var marks: [String] = []

    init(x: ClosedRange<Double>, y: ClosedRange<Double>) {
        self.x = x
        self.y = y
    }

    func horizontal(_ value: Double) -> Double {
        let share = (value - x.lowerBound) / (x.upperBound - x.lowerBound)
        return Self.left + share * (Self.width - Self.left - Self.right)
    }

    func vertical(_ value: Double) -> Double {
        let share = (value - y.lowerBound) / (y.upperBound - y.lowerBound)
        return Self.height - Self.bottom - share * (Self.height - Self.top - Self.bottom)
    }

    mutating func line(_ points: [(x: Double, y: Double)], _ style: String) {
        guard points.count > 1 else { return }
        let coordinates = points.map { Self.pair(horizontal($0.x), vertical($0.y)) }
        marks.append("<polyline class=\"\(style)\" points=\"\(coordinates.joined(separator: " "))\"/>")
    }

    mutating func dot(_ x: Double, _ y: Double, radius: Double, _ style: String, hint: String) {
        marks.append(
            "<circle class=\"\(style)\" cx=\"\(Self.one(horizontal(x)))\" cy=\"\(Self.one(vertical(y)))\" "
                + "r=\"\(Self.one(radius))\"><title>\(SafeText.html(hint))</title></circle>"
        )
    }

    /// A filled box from the lower axis up to `height`, a share of the plot's height.
    mutating func box(_ from: Double, _ to: Double, height: Double, _ style: String) {
        let full = (Self.height - Self.top - Self.bottom) * height
        let left = horizontal(from)
        marks.append(
            "<rect class=\"\(style)\" x=\"\(Self.one(left + 0.5))\" y=\"\(Self.one(Self.height - Self.bottom - full))\" "
                + "width=\"\(Self.one(max(0, horizontal(to) - left - 1)))\" height=\"\(Self.one(full))\"/>"
        )
    }

    mutating func text(_ text: String, x: Double, y: Double, _ style: String) {
        marks.append(
            "<text class=\"\(style)\" x=\"\(Self.one(x))\" y=\"\(Self.one(y))\">\(SafeText.html(text))</text>"
        )
    }

    /// Grid lines with their values, in percent unless `label` says otherwise, and the axis's title.
    mutating func verticalAxis(_ title: String, step: Double, label: (Double) -> String = Plot.percent) {
        for value in Self.steps(y, step) {
            let height = Self.one(vertical(value))
            marks.append(
                "<line class=\"grid\" x1=\"\(Self.one(Self.left))\" x2=\"\(Self.one(Self.width - Self.right))\" "
                    + "y1=\"\(height)\" y2=\"\(height)\"/>"
            )
            text(label(value), x: Self.left - 7, y: vertical(value) + 4, "tick end")
        }
        text(title, x: 4, y: 11, "axis")
    }

    mutating func horizontalAxis(_ title: String, step: Double) {
        for value in Self.steps(x, step) {
            text(Self.percent(value), x: horizontal(value), y: Self.height - Self.bottom + 17, "tick middle")
        }
        horizontalTitle(title)
    }

    mutating func horizontalTitle(_ title: String) {
        text(title, x: (Self.left + Self.width - Self.right) / 2, y: Self.height - 8, "axis middle")
    }

    /// The picture, with a title and description for those who cannot see it.
    func svg(id: String, title: String, description: String) -> String {
        """
        <svg viewBox="0 0 \(Self.short(Self.width)) \(Self.short(Self.height))" role="img" \
        aria-labelledby="\(id)-title \(id)-description">
        <title id="\(id)-title">\(SafeText.html(title))</title>
        <desc id="\(id)-description">\(SafeText.html(description))</desc>
        \(marks.joined(separator: "\n"))
        </svg>
        """
    }

    private static func steps(_ range: ClosedRange<Double>, _ step: Double) -> [Double] {
        let first = Int((range.lowerBound / step - 1e-9).rounded(.up))
        let last = Int((range.upperBound / step + 1e-9).rounded(.down))
        return first <= last ? (first...last).map { Double($0) * step } : []
    }

    private static func pair(_ x: Double, _ y: Double) -> String { "\(one(x)),\(one(y))" }

    static func one(_ value: Double) -> String { String(format: "%.1f", value) }

    private static func short(_ value: Double) -> String { String(format: "%.0f", value) }

    static func percent(_ value: Double) -> String { String(format: "%.0f%%", value * 100) }
}
