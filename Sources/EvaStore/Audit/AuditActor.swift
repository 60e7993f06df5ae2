/// Who made a change.
///
/// The audit holds a user's number, not the name: a name can be changed or removed without breaking the chain.
public enum AuditActor: Sendable, Hashable, CustomStringConvertible {
    /// A user, by number.
    case user(Int64)
    /// A part of Eva that acts on its own, for example `setup` or `cli`.
    case system(String)

    /// `user:7` or `system:cli`.
    public var description: String {
        switch self {
        case .user(let id): "user:\(id)"
        case .system(let name): "system:\(name)"
        }
    }
}

/// What was done.
public enum AuditAction: String, Sendable, Codable, CaseIterable {
    case caseReceive = "case.receive"
    case caseAmend = "case.amend"
    case caseAssign = "case.assign"
    case casePurge = "case.purge"
    case suggestionServe = "suggestion.serve"
    case suggestionShow = "suggestion.show"
    case decisionCommit = "decision.commit"
    case decisionMake = "decision.make"
    case reviewQueue = "review.queue"
    case reviewClaim = "review.claim"
    case reviewRelease = "review.release"
    case reviewSettle = "review.settle"
    case userAdd = "user.add"
    case userPassword = "user.password"
    case userRoles = "user.roles"
    case userDisable = "user.disable"
    case userEnable = "user.enable"
    case tokenIssue = "token.issue"
    case tokenRevoke = "token.revoke"
    case sessionBegin = "session.begin"
    case sessionEnd = "session.end"
    case setupBegin = "setup.begin"
    case setupRedeem = "setup.redeem"
    case settingDraft = "setting.draft"
    case settingDiscard = "setting.discard"
    case settingPublish = "setting.publish"
    case modelPromote = "model.promote"
    case modelRollback = "model.rollback"
    case modelRetrain = "model.retrain"
    case modelPurge = "model.purge"
    case exportWrite = "export.write"
    case backupWrite = "backup.write"
    case purgeRun = "purge.run"
}
