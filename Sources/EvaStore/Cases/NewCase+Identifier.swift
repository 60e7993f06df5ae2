extension NewCase {
    /// An identifier for a case that came without, for whoever must know it before the case is stored.
    public static func makeID() -> String { Secret.caseID() }
}
