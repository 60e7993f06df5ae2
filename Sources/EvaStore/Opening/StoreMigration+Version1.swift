import GRDB

extension StoreMigration {
    /// The first form of the database.
    ///
    /// Times are milliseconds since 1970 in UTC, hashes are SHA-256.
    @Sendable static func version1(_ db: Database) throws {
        try db.execute(sql: "PRAGMA application_id = \(applicationID)")
        for part in [audit, people, cases, decisions, service] { try db.execute(sql: part) }
    }

    private static let audit = """
        CREATE TABLE meta (
            key TEXT NOT NULL PRIMARY KEY,
            value BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;

        -- One row a change; each holds the hash of the one before.
        CREATE TABLE audit (
            seq INTEGER PRIMARY KEY CHECK (seq > 0),
            time INTEGER NOT NULL,
            actor TEXT NOT NULL,
            action TEXT NOT NULL,
            subject TEXT NOT NULL,
            detail TEXT NOT NULL,
            previous BLOB NOT NULL CHECK (length(previous) = 32),
            hash BLOB NOT NULL CHECK (length(hash) = 32)
        ) STRICT;
        CREATE INDEX audit_by_subject ON audit (subject, seq);
        CREATE TRIGGER audit_refuses_update BEFORE UPDATE ON audit
            BEGIN SELECT RAISE(ABORT, 'the audit is never changed'); END;
        CREATE TRIGGER audit_refuses_delete BEFORE DELETE ON audit
            BEGIN SELECT RAISE(ABORT, 'nothing is removed from the audit'); END;
        """

    private static let people = """
        CREATE TABLE users (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL,
            key TEXT NOT NULL UNIQUE,
            password TEXT,
            created INTEGER NOT NULL,
            disabled INTEGER
        ) STRICT;

        CREATE TABLE user_roles (
            user INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
            role TEXT NOT NULL CHECK (role IN ('agent', 'reviewer', 'manager', 'curator', 'admin')),
            PRIMARY KEY (user, role)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE sessions (
            hash BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
            user INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
            begun INTEGER NOT NULL,
            seen INTEGER NOT NULL,
            ends INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX sessions_by_user ON sessions (user);

        CREATE TABLE tokens (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
            user INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
            name TEXT NOT NULL,
            scopes TEXT NOT NULL,
            created INTEGER NOT NULL,
            expires INTEGER NOT NULL,
            revoked INTEGER
        ) STRICT;
        CREATE INDEX tokens_by_user ON tokens (user);

        -- Failed attempts to log in, by the hash of a name or an address.
        CREATE TABLE login_failures (
            key BLOB NOT NULL PRIMARY KEY,
            count INTEGER NOT NULL,
            last INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """

    private static let cases = """
        CREATE TABLE cases (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            case_id TEXT NOT NULL UNIQUE,
            fields TEXT,
            salt BLOB,
            amount REAL,
            segment TEXT,
            received INTEGER NOT NULL,
            agent INTEGER REFERENCES users,
            status TEXT NOT NULL CHECK (status IN ('open', 'decided', 'in_review', 'settled')),
            purged INTEGER,
            audit INTEGER NOT NULL REFERENCES audit DEFERRABLE INITIALLY DEFERRED,
            CHECK ((fields IS NULL) = (purged IS NOT NULL)),
            CHECK ((salt IS NULL) = (purged IS NOT NULL))
        ) STRICT;
        CREATE INDEX cases_by_status ON cases (status, agent, received);
        CREATE INDEX cases_by_time ON cases (received);

        CREATE TABLE suggestions (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            case_number INTEGER NOT NULL REFERENCES cases,
            json TEXT,
            answer TEXT NOT NULL CHECK (answer IN ('pay', 'deny', 'review')),
            cause TEXT,
            probability REAL NOT NULL,
            confidence REAL NOT NULL,
            model_name TEXT NOT NULL,
            model_version TEXT NOT NULL,
            model_hash TEXT NOT NULL,
            policy_hash TEXT,
            standards_hash TEXT,
            costs_hash TEXT,
            served INTEGER NOT NULL,
            shown INTEGER,
            audit INTEGER NOT NULL REFERENCES audit DEFERRABLE INITIALLY DEFERRED
        ) STRICT;
        CREATE INDEX suggestions_by_case ON suggestions (case_number);
        """

    private static let decisions = """
        -- What an agent decided: at most one commitment before the suggestion is seen, and one final decision.
        CREATE TABLE decisions (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            case_number INTEGER NOT NULL REFERENCES cases,
            agent INTEGER NOT NULL REFERENCES users,
            answer TEXT NOT NULL CHECK (answer IN ('pay', 'deny', 'review')),
            reason TEXT,
            suggestion INTEGER REFERENCES suggestions,
            seen INTEGER NOT NULL CHECK (seen IN (0, 1)),
            decided_first INTEGER NOT NULL CHECK (decided_first IN (0, 1)),
            final INTEGER NOT NULL CHECK (final IN (0, 1)),
            decided INTEGER NOT NULL,
            audit INTEGER NOT NULL REFERENCES audit DEFERRABLE INITIALLY DEFERRED,
            UNIQUE (case_number, final),
            CHECK (final = 1 OR (seen = 0 AND decided_first = 1))
        ) STRICT;

        CREATE TABLE review_queue (
            case_number INTEGER PRIMARY KEY REFERENCES cases,
            cause TEXT NOT NULL CHECK (cause IN ('suggested', 'escalated', 'requested', 'random')),
            blind INTEGER NOT NULL CHECK (blind IN (0, 1)),
            share REAL,
            risk REAL NOT NULL,
            confidence REAL NOT NULL,
            queued INTEGER NOT NULL,
            holder INTEGER REFERENCES users,
            lease_until INTEGER,
            CHECK ((holder IS NULL) = (lease_until IS NULL)),
            CHECK ((share IS NOT NULL) = blind)
        ) STRICT;

        CREATE TABLE reviews (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            case_number INTEGER NOT NULL UNIQUE REFERENCES cases,
            reviewer INTEGER NOT NULL REFERENCES users,
            answer TEXT NOT NULL CHECK (answer IN ('pay', 'deny')),
            note TEXT,
            cause TEXT NOT NULL CHECK (cause IN ('suggested', 'escalated', 'requested', 'random')),
            blind INTEGER NOT NULL CHECK (blind IN (0, 1)),
            share REAL,
            reviewed INTEGER NOT NULL,
            audit INTEGER NOT NULL REFERENCES audit DEFERRABLE INITIALLY DEFERRED,
            CHECK ((share IS NOT NULL) = blind)
        ) STRICT;
        """

    private static let service = """
        CREATE TABLE idempotency (
            owner TEXT NOT NULL,
            key TEXT NOT NULL,
            request BLOB NOT NULL CHECK (length(request) = 32),
            status INTEGER NOT NULL,
            body BLOB NOT NULL,
            created INTEGER NOT NULL,
            PRIMARY KEY (owner, key)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX idempotency_by_time ON idempotency (created);

        -- Standards, policy and costs: drafts may change, what was published never does.
        CREATE TABLE settings (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL CHECK (kind IN ('standards', 'policy', 'costs')),
            body TEXT NOT NULL,
            hash TEXT NOT NULL,
            author TEXT NOT NULL,
            note TEXT NOT NULL,
            saved INTEGER NOT NULL,
            published INTEGER
        ) STRICT;
        CREATE INDEX settings_by_kind ON settings (kind, published);
        CREATE TRIGGER settings_keep_published BEFORE UPDATE ON settings WHEN OLD.published IS NOT NULL
            BEGIN SELECT RAISE(ABORT, 'what was published is never changed'); END;
        CREATE TRIGGER settings_keep_history BEFORE DELETE ON settings WHEN OLD.published IS NOT NULL
            BEGIN SELECT RAISE(ABORT, 'what was published is never removed'); END;
        """
}
