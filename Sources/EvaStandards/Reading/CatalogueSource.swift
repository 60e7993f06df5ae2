package import EvaCorpus
import Yams

typealias CatalogueSource = YAMLSource<StandardsError>

extension CatalogueSource {
    /// A field that the schema does not have, or not as this type.
    func badField(_ message: String, at node: Node, cure: String) -> StandardsError {
        StandardsError(.field, message, at: place(of: node), cure: cure)
    }
}

extension StandardsError: YAMLFailure {
    package init(yaml fault: YAMLFault, _ message: String, at place: Place, cure: String) {
        let code: Code =
            switch fault {
            case .file: .file
            case .encoding, .syntax: .syntax
            case .key: .key
            case .value: .value
            }
        self.init(code, message, at: place, cure: cure)
    }
}
