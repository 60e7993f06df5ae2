import EvaBundle
import EvaDecisions
import EvaModels
import EvaNumerics
import EvaTestSupport

/// Models with trees that nobody grew, of any number and size.
enum RandomModel {
    /// Trees with that many leaves each, on features of numbers.
    static func trees(leaves: [Int], features: Int, using random: inout SplitMix) throws -> TreeEnsemble {
        var writer = ByteWriter()
        writer.write(UInt16(1))
        writer.write(UInt32(features))
        writer.write(0.0)
        writer.write(UInt32(leaves.count))
        for count in leaves {
            writer.write(UInt32(count))
            for _ in 0..<count {
                writer.write(random.uniform() - 0.5)
                writer.write(1 + 100 * random.uniform())
            }
            var nodes: [(left: Int32, right: Int32)] = []
            // Where each leaf hangs.
            var hooks: [(node: Int, isLeft: Bool)?] = [nil]
            for leaf in 1..<max(1, count) {
                let split = random.below(leaf)
                if let hook = hooks[split] {
                    let node = Int32(nodes.count)
                    if hook.isLeft { nodes[hook.node].left = node } else { nodes[hook.node].right = node }
                }
                nodes.append((Int32(-1 - split), Int32(-1 - leaf)))
                hooks[split] = (nodes.count - 1, true)
                hooks.append((nodes.count - 1, false))
            }
            for node in nodes {
                writer.write(Int32(random.below(features)))
                writer.write(node.left)
                writer.write(node.right)
                writer.write(false)
                writer.write(UInt16(0))
                writer.write(Float(random.uniform()))
            }
        }
        var reader = ByteReader(writer.bytes)
        return try TreeEnsemble(from: &reader)
    }

    /// A model with such trees beside the logistic regression of the advisor's example, blended by these weights.
    static func model(
        leaves: [Int],
        treesWeight: Double,
        linearWeight: Double,
        using random: inout SplitMix
    ) throws -> ClaimModel {
        let example = try AdvisorExample.advisor(table: Claims.table(rows: 160)).bundle.model
        let features = example.featurizer.layout.treeField.count
        return ClaimModel(
            featurizer: example.featurizer,
            trees: try trees(leaves: leaves, features: features, using: &random),
            linear: example.linear,
            blend: Blend(treesWeight: treesWeight, linearWeight: linearWeight, offset: 0),
            calibrator: .identity
        )
    }
}
