import EvaCorpus
import EvaTraining
import Testing

@Suite("Forward plan")
struct ForwardPlanTests {
    /// Times with `perDay` cases a day.
    private func times(_ count: Int, perDay: Int = 7) -> [CaseTime] {
        (0..<count).map { CaseTime(seconds: Int64($0 / perDay) * 86_400) }
    }

    @Test("blocks follow each other in time up to the last case, and no moment is on both sides of a cut")
    func blocks() throws {
        let times = times(2000)
        let plan = try ForwardPlan(times: times, rows: 100..<2000, share: 0.3, count: 5)
        #expect(plan.blocks.count == 5)
        #expect(plan.first == 100)
        #expect(plan.blocks.last?.upperBound == 2000)
        #expect(plan.judged == (plan.blocks[0].lowerBound)..<2000)
        #expect(plan.choosing == plan.blocks[..<4])
        for (block, next) in zip(plan.blocks, plan.blocks.dropFirst()) { #expect(block.upperBound == next.lowerBound) }
        for block in plan.blocks { #expect(times[block.lowerBound - 1] < times[block.lowerBound]) }
    }

    @Test("models are chosen on all later cases but those of the last block, which nothing is chosen on")
    func later() throws {
        let plan = try ForwardPlan(times: times(2000), rows: 0..<2000, share: 0.3, count: 5)
        let judge = plan.blocks[4]
        for block in plan.choosing.indices {
            #expect(plan.later(block) == plan.blocks[block].lowerBound..<judge.lowerBound)
        }
        #expect(plan.later(4) == judge)
    }

    @Test("where all cases have one moment, cuts lie between cases")
    func oneMoment() throws {
        let plan = try ForwardPlan(times: times(1000, perDay: 1000), rows: 0..<1000, share: 0.2, count: 2)
        #expect(plan.blocks == [800..<900, 900..<1000])
    }

    @Test("too few cases are an error that says how many are needed", arguments: [0, 1, 2, 3, 4, 49, 120, 499])
    func tooFew(count: Int) {
        let error = #expect(throws: TrainingError.self) {
            try ForwardPlan(times: times(count), rows: 0..<count, share: 0.2, count: 2)
        }
        #expect(error?.message.hasPrefix("\(count) labelled cases are too few") == true)
        #expect(error?.cure == "at least 501 are needed for this search")
    }

    @Test("as many as the error asks for are enough", arguments: [(0.3, 5, 834), (0.25, 3, 601), (0.2, 2, 501)])
    func enough(share: Double, blocks: Int, cases: Int) throws {
        let error = #expect(throws: TrainingError.self) {
            try ForwardPlan(times: times(99, perDay: 1), rows: 0..<99, share: share, count: blocks)
        }
        #expect(error?.cure.contains(" \(cases) ") == true)
        let plan = try ForwardPlan(times: times(cases, perDay: 1), rows: 0..<cases, share: share, count: blocks)
        #expect(plan.blocks.count == blocks)
    }
}
