import EvaStandards
import Testing

@Suite("Conditions")
struct ConditionTests {
    static let claim = """
        {"id": "1", "time": "2024-03-10T15:00", "kind": "coat", "proof": ["photo", "slip"], "amount": 30,
         "bought": "2024-03-08T23:00", "flagged": false, "story": "洗了一次就缩水"}
        """

    @Test(
        "an operator holds for the values it names and for no others",
        arguments: [
            ("{kind: {is: coat}}", true), ("{kind: {is: hat}}", false),
            ("{kind: {in: [hat, coat]}}", true), ("{kind: {in: [hat]}}", false),
            ("{proof: {has: photo}}", true), ("{proof: {has: video}}", false),
            ("{proof: {has_any: [video, slip]}}", true), ("{proof: {has_any: [video]}}", false),
            ("{proof: {has_all: [photo, slip]}}", true), ("{proof: {has_all: [photo, video]}}", false),
            ("{amount: {is: 30}}", true), ("{amount: {is: 31}}", false),
            ("{amount: {at_least: 30}}", true), ("{amount: {at_least: 30.01}}", false),
            ("{amount: {at_most: 30}}", true), ("{amount: {at_most: 29.99}}", false),
            ("{amount: {above: 29.99}}", true), ("{amount: {above: 30}}", false),
            ("{amount: {below: 30.01}}", true), ("{amount: {below: 30}}", false),
            ("{bought: {within_days: 2}}", true), ("{bought: {within_days: 1}}", false),
            ("{bought: {after_days: 1}}", true), ("{bought: {after_days: 2}}", false),
            ("{flagged: {is: false}}", true), ("{flagged: {is: true}}", false),
            ("{story: {contains: 缩水}}", true), ("{story: {contains: [褪色, 起球]}}", false),
            ("{story: {missing: false}}", true), ("{story: {missing: true}}", false),
            ("{amount: {above: 10, below: 20}}", false), ("{amount: {above: 10}, kind: {is: coat}}", true),
            ("{all: [{kind: {is: coat}}, {amount: {above: 99}}]}", false),
            ("{any: [{kind: {is: hat}}, {amount: {above: 9}}]}", true),
            ("{not: {kind: {is: hat}}}", true), ("{not: {kind: {is: coat}}}", false),
        ]
    )
    func operators(condition: String, holds: Bool) throws {
        #expect(try matches(of: catalogueYAML(when: [condition]), case: Self.claim).isEmpty == !holds)
    }

    @Test(
        "a test of a missing value is false, and missing says so",
        arguments: [
            ("kind", "{is: coat}"), ("proof", "{has: photo}"), ("proof", "{has_all: [photo]}"),
            ("amount", "{at_least: 0}"), ("amount", "{at_most: 0}"), ("bought", "{within_days: 9}"),
            ("bought", "{after_days: 9}"), ("flagged", "{is: false}"), ("story", "{contains: a}"),
        ]
    )
    func missingValues(field: String, test: String) throws {
        let conditions = ["{\(field): \(test)}", "{not: {\(field): \(test)}}", "{\(field): {missing: true}}"]
        let matches = try matches(of: catalogueYAML(when: conditions), case: #"{"id": "1", "time": "2024-03-10"}"#)
        #expect(matches.map(\.standard) == [1, 2])
    }

    @Test("a date after the case's time lies within any number of days")
    func futureDate() throws {
        let conditions = ["{bought: {within_days: 0}}", "{bought: {after_days: 0}}"]
        let claim = #"{"id": "1", "time": "2024-03-10", "bought": "2024-03-12"}"#
        #expect(try matches(of: catalogueYAML(when: conditions), case: claim).map(\.standard) == [0])
    }
}
