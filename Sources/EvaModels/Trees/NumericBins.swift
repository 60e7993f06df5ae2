/// Finds the bounds of numeric bins.
enum NumericBins {
    static func find(_ values: [Float], sample: BinSample, maxBin: Int) -> FeatureBins.Kind {
        let keys = Buffer<UInt32>(repeating: 0, sample.count)
        var present = 0
        for number in 0..<sample.count {
            let value = values[sample.isAll ? number : sample.row(number)]
            if !value.isNaN {
                keys.base[present] = key(value)
                present += 1
            }
        }
        // A missing value outside of the sample still needs its bin.
        let hasMissing = present < sample.count || (!sample.isAll && values.contains { $0.isNaN })
        sort(keys.base, present)
        var distinct: [Float] = []
        var counts: [Int] = []
        var last: UInt32 = 0
        for index in 0..<present {
            let key = keys.base[index]
            if index == 0 || key != last {
                distinct.append(value(key))
                counts.append(1)
                last = key
            } else {
                counts[counts.count - 1] += 1
            }
        }
        let budget = max(1, maxBin - (hasMissing ? 1 : 0))
        return .numeric(bounds: bounds(distinct, counts, total: present, most: budget), hasMissing: hasMissing)
    }

    /// **Source**: LightGBM's `GreedyFindBin`.
    private static func bounds(_ values: [Float], _ counts: [Int], total: Int, most: Int) -> [Float] {
        guard values.count > 1, most > 1 else { return [] }
        if values.count <= most {
            return (0..<values.count - 1).map { between(values[$0], values[$0 + 1]) }
        }
        let big = counts.map { Double($0) >= Double(total) / Double(most) }
        var binsLeft = most
        var rowsLeft = total
        for index in counts.indices where big[index] {
            binsLeft -= 1
            rowsLeft -= counts[index]
        }
        var size = Double(rowsLeft) / Double(max(1, binsLeft))
        var bounds: [Float] = []
        var inBin = 0
        for index in 0..<values.count - 1 {
            if !big[index] { rowsLeft -= counts[index] }
            inBin += counts[index]
            if big[index] || Double(inBin) >= size || (big[index + 1] && Double(inBin) >= max(1, size * 0.5)) {
                bounds.append(between(values[index], values[index + 1]))
                if bounds.count >= most - 1 { break }
                inBin = 0
                if !big[index] {
                    binsLeft -= 1
                    size = Double(rowsLeft) / Double(max(1, binsLeft))
                }
            }
        }
        return bounds
    }

    /// A number t with low ≤ t < high, halfway where that can be written.
    private static func between(_ low: Float, _ high: Float) -> Float {
        let middle = low / 2 + high / 2
        return low <= middle && middle < high ? middle : low
    }

    /// Bits that are ordered as the numbers are; both zeros are one.
    private static func key(_ value: Float) -> UInt32 {
        let bits = (value + 0).bitPattern
        return bits ^ (bits >> 31 == 1 ? 0xFFFF_FFFF : 0x8000_0000)
    }

    private static func value(_ key: UInt32) -> Float {
        Float(bitPattern: key ^ (key >> 31 == 1 ? 0x8000_0000 : 0xFFFF_FFFF))
    }

    /// Radix sort, 11 bits a pass.
    private static func sort(_ keys: UnsafeMutablePointer<UInt32>, _ count: Int) {
        let scratch = Buffer<UInt32>(repeating: 0, count)
        let offsets = Buffer<Int>(repeating: 0, 2_048)
        var (from, to) = (keys, scratch.base)
        for shift in [0, 11, 22] as [UInt32] {
            offsets.base.update(repeating: 0, count: 2_048)
            for index in 0..<count { offsets.base[Int((from[index] >> shift) & 2_047)] += 1 }
            var sum = 0
            for digit in 0..<2_048 {
                let here = offsets.base[digit]
                offsets.base[digit] = sum
                sum += here
            }
            for index in 0..<count {
                let digit = Int((from[index] >> shift) & 2_047)
                to[offsets.base[digit]] = from[index]
                offsets.base[digit] += 1
            }
            swap(&from, &to)
        }
        keys.update(from: scratch.base, count: count)
    }
}
