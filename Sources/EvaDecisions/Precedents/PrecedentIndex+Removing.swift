public import EvaBundle
public import EvaCorpus

extension PrecedentIndex {
    /// The part without the cases that `isGone` picks by identifier and time, and how many these are; `nil` when it picks
    /// none.
    ///
    /// Nothing of them stays, not even the leaves that they are in or a word that no other case has. What was found on all
    /// cases together, scales and the bound of novelty, stays as it is.
    public func removing(
        _ isGone: (_ id: String, _ time: CaseTime) -> Bool
    ) throws -> (part: BundlePart, removed: Int)? {
        var kept: [Int] = []
        var times: [CaseTime] = []
        for (position, time) in try self.times(Array(0..<count)).enumerated() {
            guard !isGone(try record(position).id, time) else { continue }
            kept.append(position)
            times.append(time)
        }
        guard kept.count < count else { return nil }
        let cases = try content.withUnsafeBytes { bytes in
            ComparableCases(
                likeness,
                taking: kept,
                of: LikenessPlanes(likeness, cases: count),
                UnsafeRawBufferPointer(rebasing: bytes[planes])
            )
        }
        let scales = try PrecedentHeader.read(content).header.scales
        let part = try PrecedentPart(scales: scales, times: times, cases: cases, novelty: novelty)
            .part(model.fingerprint, fields: shown.names) { try record(kept[$0]) }
        return (part, count - kept.count)
    }
}

extension ModelBundle {
    /// Removes precedents from the bundle in a folder, in one step: readers see all of them or those that stay.
    ///
    /// - Returns: how many were removed, and the bundle's hash now; `nil` when there was nothing to remove.
    /// - Throws: `BundleError` when the bundle is damaged, changed meanwhile, or the disk refuses.
    public static func removePrecedents(
        from path: String,
        where isGone: (_ id: String, _ time: CaseTime) -> Bool
    ) throws -> (removed: Int, hash: String)? {
        let loaded = try load(path)
        guard let (part, removed) = try PrecedentIndex(loaded.bundle)?.removing(isGone) else { return nil }
        return (removed, try replace(part, in: path, of: loaded.hash))
    }
}
