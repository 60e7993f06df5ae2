/// The name among `candidates` that a person most likely meant by `name`; `nil` when none is near.
func nearestName(to name: String, among candidates: [String]) -> String? {
    let word = Array(name.lowercased().unicodeScalars.prefix(64))
    var best: (name: String, distance: Int)?
    for candidate in candidates {
        let other = Array(candidate.lowercased().unicodeScalars.prefix(64))
        let distance = editDistance(word, other)
        let limit = max(1, max(word.count, other.count) / 3)
        if distance <= limit, distance < best?.distance ?? .max {
            best = (candidate, distance)
        }
    }
    return best?.name
}

/// ` (did you mean X?)` or nothing.
func didYouMean(_ name: String, among candidates: [String]) -> String {
    nearestName(to: name, among: candidates).map { " (did you mean \($0)?)" } ?? ""
}

/// Levenshtein distance.
private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var row = Array(0...right.count)
    for (i, scalar) in left.enumerated() {
        var diagonal = row[0]
        row[0] = i + 1
        for (j, other) in right.enumerated() {
            let substituted = diagonal + (scalar == other ? 0 : 1)
            diagonal = row[j + 1]
            row[j + 1] = min(substituted, diagonal + 1, row[j] + 1)
        }
    }
    return row[right.count]
}
