/// Memory of fixed size for kernels, freed with its owner.
package final class Buffer<Element> {
    package let base: UnsafeMutablePointer<Element>
    package let count: Int

    package init(repeating value: Element, _ count: Int) {
        self.count = count
        base = .allocate(capacity: max(1, count))
        base.initialize(repeating: value, count: count)
    }

    deinit {
        base.deinitialize(count: count)
        base.deallocate()
    }

    package var elements: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: base, count: count) }
    var array: [Element] { Array(elements) }
    var shared: SharedPointer<Element> { SharedPointer(base: base) }
}

/// A pointer that tasks of a pool share.
///
/// `@unchecked Sendable`: each task writes only the elements of its number, and the owner outlives the run.
struct SharedPointer<Element>: @unchecked Sendable {
    let base: UnsafeMutablePointer<Element>
}

/// A number from a seed and a position, the same on every machine and in any order.
enum SeededHash {
    static func value(seed: UInt64, _ position: UInt64) -> UInt64 {
        var z = seed &+ (position &+ 1) &* 0x9E37_79B9_7F4A_7C15
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
