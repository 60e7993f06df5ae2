/// Cases in memory, for a model to compare others with.
package struct ComparableCases: Sendable {
    /// How likeness is measured.
    package let likeness: Likeness
    let planes: LikenessPlanes
    /// The planes.
    let bytes: [UInt8]

    /// Takes the cases in their order.
    package init(_ likeness: Likeness, _ cases: some Collection<CaseCodes>) {
        let planes = LikenessPlanes(likeness, cases: cases.count)
        var bytes = [UInt8](repeating: 0, count: planes.byteCount)
        for (position, codes) in cases.enumerated() { planes.put(codes, at: position, in: &bytes) }
        self.likeness = likeness
        self.planes = planes
        self.bytes = bytes
    }

    /// Takes some cases out of others, whose planes are `bytes`.
    init(_ likeness: Likeness, taking positions: [Int], of whole: LikenessPlanes, _ bytes: UnsafeRawBufferPointer) {
        let planes = LikenessPlanes(likeness, cases: positions.count)
        var taken = [UInt8](repeating: 0, count: planes.byteCount)
        for (position, source) in positions.enumerated() {
            for (place, from) in zip(planes.places(of: position), whole.places(of: source)) {
                taken[place] = bytes[from]
            }
        }
        self.likeness = likeness
        self.planes = planes
        self.bytes = taken
    }

    /// Number of cases.
    package var count: Int { planes.cases }

    /// Positions and sums of the cases most alike, the most alike first, of those equally alike the first first.
    package func nearest(
        to query: LikenessQuery,
        in positions: Range<Int>,
        most: Int
    ) -> [(position: Int, sum: Int)] {
        bytes.withUnsafeBytes { bytes in
            LikenessScan(likeness, planes)
                .matches(query, in: positions, most: most, bytes)
                .map { ($0.position, $0.sum) }
        }
    }
}
