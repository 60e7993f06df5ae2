/// Byte strings with codes in order of first appearance: open addressing over one buffer, no object an entry.
struct ByteDictionary: Sendable {
    /// Bytes of all entries, one after another.
    private(set) var bytes: [UInt8] = []
    /// Entry `c` is `bytes[offsets[c]..<offsets[c + 1]]`.
    private(set) var offsets: [Int] = [0]
    /// High half: upper bits of the hash; low half: code + 1, or 0 for a free slot.
    private var slots = [UInt64](repeating: 0, count: 16)

    /// Number of entries.
    var count: Int { offsets.count - 1 }

    /// Entries as strings; invalid UTF-8 is repaired.
    var names: [String] {
        (0..<count).map { String(decoding: bytes[offsets[$0]..<offsets[$0 + 1]], as: UTF8.self) }
    }

    init() {}

    init(_ names: [String]) {
        for name in names {
            let bytes = Array(name.utf8)
            _ = insert(bytes.span, 0, bytes.count)
        }
    }

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        offsets.removeAll(keepingCapacity: true)
        offsets.append(0)
        for slot in slots.indices { slots[slot] = 0 }
    }

    mutating func reserve(entries: Int, bytes count: Int) {
        offsets.reserveCapacity(entries + 1)
        bytes.reserveCapacity(count)
        if entries * 4 > slots.count * 3 { slots = rehashed(slotCount: (entries * 4 / 3 + 1).nextPowerOfTwo) }
    }

    /// Code of `source[start..<end]`, which is added when new.
    @inline(__always)
    mutating func insert(_ source: Span<UInt8>, _ start: Int, _ end: Int) -> (code: Int, isNew: Bool) {
        insert(source, start, end, hash: hashBytes(source, start, end))
    }

    /// Code of `source[start..<end]`, whose hash is known, which is added when new.
    @inline(__always)
    mutating func insert(
        _ source: Span<UInt8>,
        _ start: Int,
        _ end: Int,
        hash: UInt64
    ) -> (code: Int, isNew: Bool) {
        let (slot, code) = find(source, start, end, hash)
        if let code { return (code, false) }
        slots[slot] = hash & ~0xFFFF_FFFF | UInt64(count + 1)
        source.extracting(start..<end).withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
        offsets.append(bytes.count)
        if count * 4 > slots.count * 3 { slots = rehashed(slotCount: slots.count * 2) }
        return (count - 1, true)
    }

    /// Code of `source[start..<end]`.
    @inline(__always)
    func code(of source: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        find(source, start, end, hashBytes(source, start, end)).code
    }

    /// Hash of `source[start..<end]`, and what its first slot holds: loads that do not wait for one another bring the
    /// slots of a whole batch into the cache.
    @inline(__always)
    func prefetch(_ source: Span<UInt8>, _ start: Int, _ end: Int) -> (hash: UInt64, slot: UInt64) {
        let hash = hashBytes(source, start, end)
        return (hash, slots[slotIndex(hash, slots.count - 1)])
    }

    /// The slot with the entry, or the free slot where it belongs.
    @inline(__always)
    private func find(
        _ source: Span<UInt8>,
        _ start: Int,
        _ end: Int,
        _ hash: UInt64
    ) -> (slot: Int, code: Int?) {
        let mask = slots.count - 1
        var slot = slotIndex(hash, mask)
        while true {
            let entry = slots[slot]
            if entry == 0 { return (slot, nil) }
            if (entry ^ hash) >> 32 == 0 {
                let code = Int(entry & 0xFFFF_FFFF) - 1
                if equal(source, start, end, code) { return (slot, code) }
            }
            slot = (slot + 1) & mask
        }
    }

    @inline(__always)
    private func equal(_ source: Span<UInt8>, _ start: Int, _ end: Int, _ code: Int) -> Bool {
        let offset = offsets[code]
        guard offsets[code + 1] - offset == end - start else { return false }
        let left = source.bytes
        let right = bytes.span.bytes
        let count = end - start
        var at = 0
        while at + 8 <= count {
            let a = left.unsafeLoadUnaligned(fromByteOffset: start + at, as: UInt64.self)
            let b = right.unsafeLoadUnaligned(fromByteOffset: offset + at, as: UInt64.self)
            if a != b { return false }
            at += 8
        }
        return tailBytes(left, start, start + at, end) == tailBytes(right, offset, offset + at, offset + count)
    }

    private func rehashed(slotCount: Int) -> [UInt64] {
        var larger = [UInt64](repeating: 0, count: slotCount)
        let source = bytes.span
        for code in 0..<count {
            let hash = hashBytes(source, offsets[code], offsets[code + 1])
            var slot = slotIndex(hash, slotCount - 1)
            while larger[slot] != 0 { slot = (slot + 1) & (slotCount - 1) }
            larger[slot] = hash & ~0xFFFF_FFFF | UInt64(code + 1)
        }
        return larger
    }
}

@inline(__always)
private func slotIndex(_ hash: UInt64, _ mask: Int) -> Int {
    Int(truncatingIfNeeded: hash &>> 7) & mask
}

/// A hash of eight bytes at a time by multiplication and folding; codes do not depend on it.
@inline(__always)
private func hashBytes(_ source: Span<UInt8>, _ start: Int, _ end: Int) -> UInt64 {
    let raw = source.bytes
    var hash = UInt64(truncatingIfNeeded: end - start) &* 0x9E37_79B9_7F4A_7C15
    var at = start
    while at + 8 <= end {
        hash = fold(hash ^ raw.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self))
        at += 8
    }
    return fold(hash ^ tailBytes(raw, start, at, end))
}

/// The bytes from `at` to `end`, fewer than eight, in one word that tells them apart given the length.
///
/// Where there are eight bytes before the end, the last eight: a load that overlaps costs less than a loop.
@inline(__always)
private func tailBytes(_ raw: RawSpan, _ start: Int, _ at: Int, _ end: Int) -> UInt64 {
    if at == end { return 0 }
    if end - start >= 8 { return raw.unsafeLoadUnaligned(fromByteOffset: end - 8, as: UInt64.self) }
    if end - at >= 4 {
        let first = raw.unsafeLoadUnaligned(fromByteOffset: at, as: UInt32.self)
        let last = raw.unsafeLoadUnaligned(fromByteOffset: end - 4, as: UInt32.self)
        return UInt64(first) &<< 32 | UInt64(last)
    }
    let first = raw.unsafeLoadUnaligned(fromByteOffset: at, as: UInt8.self)
    let middle = raw.unsafeLoadUnaligned(fromByteOffset: at + (end - at) / 2, as: UInt8.self)
    let last = raw.unsafeLoadUnaligned(fromByteOffset: end - 1, as: UInt8.self)
    return UInt64(first) &<< 16 | UInt64(middle) &<< 8 | UInt64(last)
}

@inline(__always)
private func fold(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return product.high ^ product.low
}

extension Int {
    fileprivate var nextPowerOfTwo: Int { self <= 1 ? 1 : 1 << (Int.bitWidth - (self - 1).leadingZeroBitCount) }
}
