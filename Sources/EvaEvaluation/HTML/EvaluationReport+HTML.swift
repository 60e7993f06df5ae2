import Foundation

extension EvaluationReport {
    /// The report as one HTML page that loads nothing: no script, pictures inline, light or dark as the reader's system.
    ///
    /// All text that comes from users is escaped.
    public func html() -> String {
        let badge = metrics.simulated ? "<span class=\"badge\">Simulated</span>" : ""
        let warning = metrics.simulated ? "<p class=\"warning\">\(SafeText.html(ReportWords.simulated))</p>" : ""
        let facts = ReportWords.facts(self)
            .map {
                "<div><dt>\(SafeText.html($0.name))</dt><dd><bdi>\(SafeText.html($0.text))</bdi></dd></div>"
            }
        let tables = ReportTable.all(self).enumerated().map { Self.table($0.element, id: "table-\($0.offset)") }
        let words = ReportWords.explanations(self) + notes.map { "Note: \($0)" }
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>\(SafeText.html(title))</title>
            <style>
            \(StyleSheet.text)
            </style>
            </head>
            <body>
            <main>
            <header>
            <div class="head"><h1><bdi>\(SafeText.html(title))</bdi></h1>\(badge)</div>
            \(warning)
            <dl class="facts">\(facts.joined(separator: "\n"))</dl>
            </header>
            <section class="cards" aria-label="Headline figures">
            \(cards().joined(separator: "\n"))
            </section>
            <h2>Charts</h2>
            <div class="charts">
            \(Charts(report: self).all().joined(separator: "\n"))
            </div>
            <h2>Figures</h2>
            \(tables.joined(separator: "\n"))
            <footer>
            \(words.map { "<p>\(SafeText.html($0))</p>" }.joined(separator: "\n"))
            </footer>
            </main>
            </body>
            </html>

            """
    }

    private func cards() -> [String] {
        let best = metrics.bestPossible
        return [
            accuracyCard(),
            rateCard(
                "Wrong pays",
                "pays suggested",
                metrics.wrongPayRate,
                metrics.wrongPayRateInterval,
                metrics.amounts?.wrongPay
            ),
            rateCard(
                "Wrong denies",
                "denies suggested",
                metrics.wrongDenyRate,
                metrics.wrongDenyRateInterval,
                metrics.amounts?.wrongDeny
            ),
            metrics.money.map(savedCard)
                ?? Self.card(
                    "Log loss",
                    Format.number(metrics.logLoss),
                    ["base rate \(Format.number(metrics.baseLogLoss))"]
                        + (best.map { ["best possible \(Format.number($0.logLoss))"] } ?? [])
                ),
            metrics.coverage < 1
                ? Self.card(
                    "Decided without review",
                    Format.percent(metrics.coverage),
                    ["\(Format.percent(metrics.selectiveAccuracy)) of them right"]
                )
                : Self.card(
                    "AUC",
                    Format.number(metrics.auc),
                    ["chance 0.500", "calibration error \(Format.number(metrics.ece))"]
                ),
        ]
    }

    private func accuracyCard() -> String {
        func bar(_ name: String, _ share: Double, _ style: String) -> String {
            """
            <div><dt>\(name)</dt>\
            <dd><span class="track \(style)"><span style="width:\(Plot.one(share * 100))%"></span></span></dd>\
            <dd class="value">\(Format.percent(share))</dd></div>
            """
        }
        var bars = [bar("Always majority", metrics.majorityAccuracy, "majority"), bar("Eva", metrics.accuracy, "eva")]
        if let best = metrics.bestPossible { bars.append(bar("Best possible", best.accuracy, "top")) }
        return """
            <div class="card main">
            <p class="name">Accuracy</p>
            <p class="big">\(Format.percent(metrics.accuracy))</p>
            <p class="more">95% interval \(Format.percent(metrics.accuracyInterval)), \
            \(Format.count(metrics.cases)) cases</p>
            <dl class="compare">\(bars.joined())</dl>
            </div>
            """
    }

    private func rateCard(
        _ name: String,
        _ whole: String,
        _ rate: Double?,
        _ interval: Interval?,
        _ amount: Double?
    ) -> String {
        let more = interval.map { ["of the \(whole)", "95% interval \(Format.percent($0))"] } ?? ["no \(whole)"]
        return Self.card(name, Format.percent(rate), more + (amount.map { [Format.money($0, currency)] } ?? []))
    }

    private func savedCard(_ money: Money) -> String {
        let saved = money.saved(against: money.cheapestWay)
        let unit = currency.map { " \($0)" } ?? ""
        let more = ["against \(ReportWords.way(money.cheapestWay))"]
        return Self.card(
            "Saved\(SafeText.html(unit))",
            Format.whole(saved.total),
            more + (saved.interval.map { ["95% interval \(Format.whole($0))"] } ?? [])
        )
    }

    private static func card(_ name: String, _ value: String, _ more: [String]) -> String {
        let lines = more.map { "<p class=\"more\">\(SafeText.html($0))</p>" }.joined()
        return "<div class=\"card\"><p class=\"name\">\(name)</p><p class=\"big\">\(value)</p>\(lines)</div>"
    }

    private static func table(_ table: ReportTable, id: String) -> String {
        let columns = table.columns.map { "<th scope=\"col\">\(SafeText.html($0))</th>" }
        let rows = table.rows.map { row in
            let cells = row.figures.map { "<td>\(SafeText.html($0))</td>" }.joined()
            return "<tr><th scope=\"row\"><bdi>\(SafeText.html(row.head))</bdi>\(bar(row))</th>\(cells)</tr>"
        }
        return """
            <div class="table" role="region" tabindex="0" aria-labelledby="\(id)">
            <table>
            <caption id="\(id)">\(SafeText.html(table.caption))</caption>
            <thead><tr>\(columns.joined())</tr></thead>
            <tbody>
            \(rows.joined(separator: "\n"))
            </tbody>
            </table>
            </div>
            """
    }

    /// The row's accuracy as a bar with a mark at its baseline; the figures stand in the row, so readers' aids skip it.
    private static func bar(_ row: ReportTable.Row) -> String {
        guard let share = row.share, let baseline = row.baseline else { return "" }
        return """
            <span class="bar" aria-hidden="true"><i style="width:\(Plot.one(share * 100))%"></i>\
            <b style="left:\(Plot.one(baseline * 100))%"></b></span>
            """
    }
}
