import EvaNumerics

extension ClaimModel {
    /// SHA-256 of all that decides which leaf a case falls into and what its fields contribute, but not of the
    /// calibration: what is stored of cases in this model's eyes holds as long as it is the same.
    public var fingerprint: String {
        var writer = ByteWriter()
        featurizer.encode(to: &writer)
        trees?.encode(to: &writer)
        linear?.encode(to: &writer)
        blend.encode(to: &writer)
        return hexadecimalDigest(writer.bytes)
    }
}
