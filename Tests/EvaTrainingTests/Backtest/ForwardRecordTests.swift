import EvaTraining
import Testing

@Suite("Forward record")
struct ForwardRecordTests {
    @Test("takes from another what is newer than its own, and nothing else")
    func newer() {
        var record = ForwardRecord()
        record.append([1, 2], rows: 3..<5)
        var other = ForwardRecord()
        other.append([7, 8, 9], rows: 4..<7)
        record.append(newerOf: other)
        #expect(record.rows == [3, 4, 5, 6])
        #expect(record.scores == [1, 2, 8, 9])
        record.append(newerOf: other)
        #expect(record.rows == [3, 4, 5, 6])
        var empty = ForwardRecord()
        empty.append(newerOf: other)
        #expect(empty == other)
    }
}
