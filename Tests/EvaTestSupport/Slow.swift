public import Testing

extension Tag {
    /// A test that belongs into the release run: it needs optimised kernels, seconds, or a real corpus.
    @Tag public static var slow: Self
}
