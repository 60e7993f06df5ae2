import CoreMetrics
import EvaServer
import Testing

struct MetricsTests {
    @Test
    func `The exposition is what Prometheus reads`() {
        let metrics = PrometheusMetrics()
        Counter(label: "c.total", dimensions: [("a", "x\"y\\\n")], factory: metrics).increment(by: 3)
        Counter(label: "c.total", dimensions: [("a", "x\"y\\\n")], factory: metrics).increment()
        Meter(label: "gauge", factory: metrics).set(1.5)
        let timer = Timer(label: "time_seconds", dimensions: [("r", "1")], factory: metrics)
        timer.recordMilliseconds(2)
        timer.recordSeconds(20)
        let lines = metrics.exposition().split(separator: "\n").map(String.init)
        #expect(
            lines.prefix(4) == [
                "# TYPE c_total counter", #"c_total{a="x\"y\\\n"} 4"#, "# TYPE gauge gauge", "gauge 1.5",
            ]
        )
        #expect(lines.contains(#"time_seconds_bucket{r="1",le="0.001"} 0"#))
        #expect(lines.contains(#"time_seconds_bucket{r="1",le="0.0025"} 1"#))
        #expect(lines.contains(#"time_seconds_bucket{r="1",le="+Inf"} 2"#))
        #expect(lines.suffix(2) == [#"time_seconds_sum{r="1"} 20.002"#, #"time_seconds_count{r="1"} 2"#])
    }

    @Test
    func `A name that is used for two kinds of metric is written once`() {
        let metrics = PrometheusMetrics()
        Counter(label: "x", factory: metrics).increment()
        Meter(label: "x", factory: metrics).set(7)
        #expect(metrics.exposition() == "# TYPE x counter\nx 1\n")
    }

    @Test
    func `The service counts requests, suggestions and what waits`() async throws {
        try await ServerExample()
            .run { client in
                for id in ["a", "b"] { _ = try await client.post("/v1/suggestions", ExampleCase.json(id), key: id) }
                let repeated = try await client.post("/v1/suggestions", ExampleCase.json("a"), key: "a")
                let outcome = try #require(repeated.text("suggestion"))
                _ = try await client.get("/v1/nothing")
                let text = try await client.get("/metrics", as: .manager).text
                #expect(
                    text.contains(#"eva_request_total{method="POST",route="/v1/suggestions",status="200"} 3"# + "\n")
                )
                #expect(text.contains(#"eva_request_total{method="GET",route="none",status="404"} 1"# + "\n"))
                #expect(
                    text.contains(
                        #"eva_suggestion_total{outcome="\#(outcome)",segment="damaged",model_version="1"} 2"# + "\n"
                    )
                )
                #expect(
                    text.contains(
                        #"eva_request_duration_seconds_count{method="POST",route="/v1/suggestions"} 3"# + "\n"
                    )
                )
                #expect(text.contains("eva_request_in_progress 1\n"))
                #expect(text.contains("eva_review_queue_length 0\n"))
            }
    }

    @Test
    func `Whoever sends claims cannot fill the memory with segments`() async throws {
        try await ServerExample()
            .run { client in
                let cases = (0..<150).map { ExampleCase.json("\($0)").replacing("damaged", with: "scene \($0)") }
                let answer = try await client.post("/v1/suggestions/batch", "[\(cases.joined(separator: ","))]")
                #expect(answer.number("failed") == 0, "\(answer.text.prefix(300))")
                let lines = try await client.get("/metrics", as: .manager).text.split(separator: "\n")
                let segments = Set(
                    lines.filter { $0.hasPrefix("eva_suggestion_total") }
                        .compactMap { $0.split(separator: "\"").dropFirst(3).first }
                )
                #expect(segments.count == 101)
                #expect(segments.contains("other"))
            }
    }
}
