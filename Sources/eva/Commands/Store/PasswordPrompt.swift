import ArgumentParser
import Foundation

/// Reads a password from whoever sits at the terminal, without showing it, or from standard input: never from an
/// argument, which other users of the machine could see.
enum PasswordPrompt {
    static func read() throws -> String {
        guard isatty(0) == 1 else {
            guard let line = readLine(), !line.isEmpty else {
                throw ValidationError("there is no password on standard input; write it there as one line")
            }
            return line
        }
        let password = try hidden("Password: ")
        guard try hidden("Again: ") == password else {
            throw ValidationError("the two passwords differ; type the same one twice")
        }
        return password
    }

    private static func hidden(_ prompt: String) throws -> String {
        FileHandle.standardError.write(Data(prompt.utf8))
        var settings = termios()
        guard tcgetattr(0, &settings) == 0 else {
            throw Failure("the terminal cannot be told to hide the password", cure: "use standard input")
        }
        var silent = settings
        silent.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(0, TCSAFLUSH, &silent)
        defer {
            tcsetattr(0, TCSAFLUSH, &settings)
            FileHandle.standardError.write(Data("\n".utf8))
        }
        guard let line = readLine(), !line.isEmpty else {
            throw ValidationError("there is no password; type one")
        }
        return line
    }
}
