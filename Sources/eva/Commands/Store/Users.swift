import ArgumentParser
import EvaStore
import Foundation

struct Users: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Adds and disables users, and issues tokens for programs.",
        discussion: """
            Example:
              eva users add anna --role agent --database eva.sqlite
            """,
        subcommands: [Add.self, Disable.self, Password.self, Token.self, Revoke.self, List.self]
    )

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Adds a user; the password is asked for, or read from standard input.",
            discussion: """
                Examples:
                  eva users add anna --role agent --role reviewer
                  eva users add shop --role agent --no-password
                """
        )

        @Argument(help: "Name to log in with.")
        var name: String

        @Option(help: "What the user may do: agent, reviewer, manager, curator or admin; may be given many times.")
        var role: [Role]

        @Flag(help: "A user for tokens only, who cannot log in.")
        var noPassword = false

        @OptionGroup var database: DatabaseArguments

        func run() async throws {
            let password = noPassword ? nil : try PasswordPrompt.read()
            let user = try await database.withStore(.create) {
                try await $0.addUser(name, roles: Set(role), password: password, as: DatabaseArguments.actor)
            }
            if database.json { return try Output.json(UserView(user)) }
            Output.line("\(user.name) added: \(UserView(user).roles.joined(separator: ", "))")
        }
    }

    struct Disable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes all rights from a user, sessions and tokens included.",
            discussion: "Example:\n  eva users disable anna"
        )

        @Argument(help: "Name of the user.")
        var name: String

        @Flag(help: "Let the user back in; tokens stay revoked.")
        var undo = false

        @OptionGroup var database: DatabaseArguments

        func run() async throws {
            let user = try await database.withStore { store in
                try await store.write(as: DatabaseArguments.actor) { [name, undo] transaction in
                    let user = try transaction.reader.user(named: name)
                    if undo { try transaction.enable(user.id) } else { try transaction.disable(user.id) }
                    return try transaction.reader.user(user.id)
                }
            }
            if database.json { return try Output.json(UserView(user)) }
            Output.line("\(user.name) is \(user.disabled == nil ? "enabled" : "disabled")")
        }
    }

    struct Password: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Gives a user another password, and ends the user's sessions.",
            discussion: "Example:\n  eva users password anna"
        )

        @Argument(help: "Name of the user.")
        var name: String

        @OptionGroup var database: DatabaseArguments

        func run() async throws {
            let user = try await database.withStore { store in
                let user = try await store.read { [name] in try $0.user(named: name) }
                try await store.setPassword(try PasswordPrompt.read(), of: user.id, as: DatabaseArguments.actor)
                return try await store.read { try $0.user(user.id) }
            }
            if database.json { return try Output.json(UserView(user)) }
            Output.line("\(user.name) has another password")
        }
    }

    struct Token: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Issues a token for a program; it is shown once.",
            discussion: """
                Example:
                  eva users token shop --name "order system" --scope suggest --scope cases --days 90
                """
        )

        @Argument(help: "Name of the user in whose name the program acts.")
        var user: String

        @Option(help: "What the token is for.")
        var name: String

        @Option(
            help: ArgumentHelp(
                "What it lets the program do: \(TokenScope.allCases.map(\.rawValue).joined(separator: ", ")); "
                    + "may be given many times."
            )
        )
        var scope: [TokenScope]

        @Option(help: "Days until it expires.")
        var days = 90

        @OptionGroup var database: DatabaseArguments

        func validate() throws {
            guard (1...3650).contains(days) else {
                throw ValidationError("--days is \(days); 1 to 3650 would be right")
            }
        }

        func run() async throws {
            let new = try await database.withStore { store in
                try await store.write(as: DatabaseArguments.actor) { [user, name, scope, days] transaction in
                    try transaction.issueToken(
                        for: transaction.reader.user(named: user).id,
                        name: name,
                        scopes: Set(scope),
                        expires: transaction.now.adding(seconds: Double(days) * 86_400)
                    )
                }
            }
            let view = TokenView(new)
            if database.json { return try Output.json(view) }
            Output.line(new.secret)
            Output.note("token \(view.id) until \(view.expires); it is not shown again")
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes back a token.",
            discussion: "Example:\n  eva users revoke 3"
        )

        @Argument(help: "Number of the token.")
        var token: Int64

        @OptionGroup var database: DatabaseArguments

        func run() async throws {
            try await database.withStore { store in
                try await store.write(as: DatabaseArguments.actor) { [token] in try $0.revokeToken(token) }
            }
            if database.json { return try Output.json(["revoked": token]) }
            Output.line("token \(token) is revoked")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists all users with their roles and tokens.",
            discussion: "Example:\n  eva users list --json"
        )

        @OptionGroup var database: DatabaseArguments

        func run() async throws {
            let views = try await database.withStore(.readOnly) { store in
                try await store.read { reader in
                    try reader.users().map { UserView($0, tokens: try reader.tokens(of: $0.id)) }
                }
            }
            if database.json { return try Output.json(views) }
            if views.isEmpty { Output.line("no users") }
            for view in views { Output.line(view.text) }
        }
    }
}
