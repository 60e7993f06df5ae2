PRAGMA application_id = 1165386033;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
INSERT INTO grdb_migrations VALUES('v1');
CREATE TABLE meta (
    key TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO meta VALUES('blind_draw_key',X'7474d855bff3505a981b12864ce07dee81269d811dbad7e4b19d5d6d855a1a52');
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
INSERT INTO audit VALUES(1,1700000000000,'system:test','user.add','user:1','{"roles":"agent"}',X'0000000000000000000000000000000000000000000000000000000000000000',X'63f41725a4d95c4c43670f0aa7ce90639e6b472fa3c761a0a5fe761c29446fe0');
INSERT INTO audit VALUES(2,1700000000000,'system:test','user.add','user:2','{"roles":"agent"}',X'63f41725a4d95c4c43670f0aa7ce90639e6b472fa3c761a0a5fe761c29446fe0',X'43004de4344db570d544c1acb308a20c5c790761d597a959478145bfa6868700');
INSERT INTO audit VALUES(3,1700000000000,'system:test','user.add','user:3','{"roles":"reviewer"}',X'43004de4344db570d544c1acb308a20c5c790761d597a959478145bfa6868700',X'886dae36f2db3944a089d5926e8e5a4c3449ea65018b8e9d71485671c8db7177');
INSERT INTO audit VALUES(4,1700000000000,'system:test','user.add','user:4','{"roles":"agent,reviewer"}',X'886dae36f2db3944a089d5926e8e5a4c3449ea65018b8e9d71485671c8db7177',X'e5c50cd4c060e8496e13220ecc5b70c5fe2229966b5e08eb648655f78e3908d8');
INSERT INTO audit VALUES(5,1700000000000,'user:1','case.receive','case:1','{"agent":1,"content":"ad5286ee5b8f69013ebe1be78e0b8aca10ff67a6093d78ca5b5e70221a1557b0","key":1,"kind":"case","record":"c9d481fb362b47ad74557b6604e88c8297ed229e4a403798eb2ec78dfefb5716"}',X'e5c50cd4c060e8496e13220ecc5b70c5fe2229966b5e08eb648655f78e3908d8',X'e9c57cf8dfc27faae5bac8eb5b9ada4613bf39d3461d77f403cde29a929a9e49');
INSERT INTO audit VALUES(6,1700000000000,'user:1','suggestion.serve','case:1','{"content":"b927a29743b026688ad60dc1207746355ae9ec172009211a49abeb9140a31db6","key":1,"kind":"suggestion","record":"04608fa3300c1fe51a94e396369f45fd317d89ba0077d9b62648e81a7ae6fc5a","shown":true}',X'e9c57cf8dfc27faae5bac8eb5b9ada4613bf39d3461d77f403cde29a929a9e49',X'3413f8704781e0498275425490f93dfa700c568172e9cdab8dcf69a89018b4a2');
INSERT INTO audit VALUES(7,1700000000000,'user:1','case.receive','case:2','{"agent":1,"content":"02f5e0d9b64ee5b624ee064882b5b1e5d0eef472d99cc979afc90b3c25bc67ea","key":2,"kind":"case","record":"dfb017af4b91b63fa59c4724b2a2ec4580a8f961e84fa7b2895019e6bcf4ff27"}',X'3413f8704781e0498275425490f93dfa700c568172e9cdab8dcf69a89018b4a2',X'b2f43969d8b2c9eaa6dbff6f8fc01adbb2d54430189a16609a0d48d3aa4129c9');
INSERT INTO audit VALUES(8,1700000000000,'user:1','suggestion.serve','case:2','{"content":"bf7e5ae055793c6d26d7024f08b37317b46d5b25d72842fbb8d22c3d824b86fc","key":2,"kind":"suggestion","record":"7666469d7b1706d6af7ab11e69715dc48769eee182212be135e180b959a48a5a","shown":true}',X'b2f43969d8b2c9eaa6dbff6f8fc01adbb2d54430189a16609a0d48d3aa4129c9',X'14f14d6c462cec6ac3ec9e273e5b4e1bb2d1ddb15333a388291ccbc8694039a1');
INSERT INTO audit VALUES(9,1700000000000,'user:1','case.receive','case:3','{"agent":1,"content":"04d6b8679cd7f85262638b3bd5d4437a43685a27baf10be057ca5abf13f3afc1","key":3,"kind":"case","record":"f8a01f466d0dd7255553847abfbe34c8012b356661040c106e7720021e9c5c77"}',X'14f14d6c462cec6ac3ec9e273e5b4e1bb2d1ddb15333a388291ccbc8694039a1',X'6877d955e3b28084ed5d5fb046a18c50ac7ba0d018ae737d33edd5d8366af19b');
INSERT INTO audit VALUES(10,1700000000000,'user:1','suggestion.serve','case:3','{"content":"0b4748e37399587d7fe2e76506ba99925a7d04f8b34dc6308a3e8bb477e866f2","key":3,"kind":"suggestion","record":"dffbe4dbc94cd96bf440bc155e080162b5157ab563713222290b926a483d0a57","shown":true}',X'6877d955e3b28084ed5d5fb046a18c50ac7ba0d018ae737d33edd5d8366af19b',X'2960658c341db92021f54b41c142a5427176453a710b9f687bef892b1a2f9f2e');
INSERT INTO audit VALUES(11,1700000000000,'user:1','case.receive','case:4','{"agent":1,"content":"3edeea55d06e4998aea28e1d2d053c52ae28122d6a9f1e89f413bb5d9e84db93","key":4,"kind":"case","record":"2a4e13169e38d49654466767b3da1d448368b93bac8a9f11314e1cc199d2671c"}',X'2960658c341db92021f54b41c142a5427176453a710b9f687bef892b1a2f9f2e',X'41f0a30cff6a0ec4feb26b98a9f6806d3a85e915adf2e1b00c4f5e0f408d4afc');
INSERT INTO audit VALUES(12,1700000000000,'user:1','suggestion.serve','case:4','{"content":"18f1221ad336976bbb646abab42110be7f403d163ff36b617aa6147f1bec5d44","key":4,"kind":"suggestion","record":"1faa999a248738e928441a9f17cd5fdd352244dee26387c2a3a12e6d0c979f08","shown":true}',X'41f0a30cff6a0ec4feb26b98a9f6806d3a85e915adf2e1b00c4f5e0f408d4afc',X'a8eec2b560232286aa9b24ccbd547c31b12d9677727bbb1c2e4c7bb5b3a67e1d');
INSERT INTO audit VALUES(13,1700000000000,'user:1','decision.make','case:2','{"answer":"deny","content":"2010d5211641e6aff29be925f2c776eb5f5177320f2c0b2deba2628b8584160e","key":1,"kind":"decision","record":"757c009e55df8d48401a8a6e1bcfe87e77017b85e63b76e740f7a889a5164846","seen":true}',X'a8eec2b560232286aa9b24ccbd547c31b12d9677727bbb1c2e4c7bb5b3a67e1d',X'6d8a757c03aa4609d4d8bc7b7baba3406b215e80b74afc3e9d8940926b774af7');
INSERT INTO audit VALUES(14,1700000000000,'user:1','decision.make','case:3','{"answer":"review","content":"4bc4efce786ee7bce216a04f9f40185ae562e0a7f7aaab9fa5b61d66ce9c6843","key":2,"kind":"decision","record":"734cef38963f7956ebec78638adeed361fb87095ef4d8379d8dba938407d1d3c","seen":true}',X'6d8a757c03aa4609d4d8bc7b7baba3406b215e80b74afc3e9d8940926b774af7',X'46e8c3ff23b398731daf4a1e4563d4e850abf2b78b232cff4d09a16f48974936');
INSERT INTO audit VALUES(15,1700000000000,'user:1','review.queue','case:3','{"blind":false,"cause":"escalated"}',X'46e8c3ff23b398731daf4a1e4563d4e850abf2b78b232cff4d09a16f48974936',X'3129fbbf355d3379737ce1f9e5c6c52dbd8bde4bbf67bf018df851ba317a69a1');
INSERT INTO audit VALUES(16,1700000000000,'user:1','review.queue','case:4','{"blind":false,"cause":"requested"}',X'3129fbbf355d3379737ce1f9e5c6c52dbd8bde4bbf67bf018df851ba317a69a1',X'4a7e04038e42d9a5a1d2648f0fd863a02f96dc4bc913583cad4652f40b9b71b7');
INSERT INTO audit VALUES(17,1700000000000,'user:1','setting.draft','setting:1','{"hash":"16c3c6d78678d53d39ab2c7a5a7bc4596567b46a1a57000a2d707334f779b824","kind":"policy"}',X'4a7e04038e42d9a5a1d2648f0fd863a02f96dc4bc913583cad4652f40b9b71b7',X'3136167a72277eacea642253e3772509f4f85b207a45e0226b0d8e6dd1596c13');
INSERT INTO audit VALUES(18,1700000000000,'user:1','setting.publish','setting:1','{"hash":"16c3c6d78678d53d39ab2c7a5a7bc4596567b46a1a57000a2d707334f779b824","kind":"policy"}',X'3136167a72277eacea642253e3772509f4f85b207a45e0226b0d8e6dd1596c13',X'd2c428baf5293ddf7906798099050dcaeef2ca41f3345fe3eff3352d72319eba');
INSERT INTO audit VALUES(19,1700000000000,'user:3','review.claim','case:4','{"reviewer":3,"until":1700000900000}',X'd2c428baf5293ddf7906798099050dcaeef2ca41f3345fe3eff3352d72319eba',X'b6641c8f264204c25704032b084ed7f1e1fb9dec7cd55b1f33887b5240ffcc64');
INSERT INTO audit VALUES(20,1700000000000,'user:3','review.settle','case:4','{"answer":"deny","content":"4492abc1afdbcbf2538333f14b8901b4afe34979c955f46f08c842b9c9505492","key":1,"kind":"review","record":"e7f1c0e3464a5cfbf1a571df4302abccf0ff50e9c359b6631500efd5a06ff746"}',X'b6641c8f264204c25704032b084ed7f1e1fb9dec7cd55b1f33887b5240ffcc64',X'3f307149ae1d2339a6741ead25e7f5576ad4c70266bbdce5cbcdfccaf4d199bf');
CREATE TABLE users (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    key TEXT NOT NULL UNIQUE,
    password TEXT,
    created INTEGER NOT NULL,
    disabled INTEGER
) STRICT;
INSERT INTO users VALUES(1,'anna','anna',NULL,1700000000000,NULL);
INSERT INTO users VALUES(2,'bo','bo',NULL,1700000000000,NULL);
INSERT INTO users VALUES(3,'rita','rita',NULL,1700000000000,NULL);
INSERT INTO users VALUES(4,'ron','ron',NULL,1700000000000,NULL);
CREATE TABLE user_roles (
    user INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('agent', 'reviewer', 'manager', 'curator', 'admin')),
    PRIMARY KEY (user, role)
) STRICT, WITHOUT ROWID;
INSERT INTO user_roles VALUES(1,'agent');
INSERT INTO user_roles VALUES(2,'agent');
INSERT INTO user_roles VALUES(3,'reviewer');
INSERT INTO user_roles VALUES(4,'agent');
INSERT INTO user_roles VALUES(4,'reviewer');
CREATE TABLE sessions (
    hash BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    user INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
    begun INTEGER NOT NULL,
    seen INTEGER NOT NULL,
    ends INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
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
CREATE TABLE login_failures (
    key BLOB NOT NULL PRIMARY KEY,
    count INTEGER NOT NULL,
    last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
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
INSERT INTO cases VALUES(1,'open','{"id": "open", "story": "private words"}',X'9e082935696443dcc7886e85b10e8562',100.0,'apparel',1700000000000,1,'open',NULL,5);
INSERT INTO cases VALUES(2,'decided','{"id": "decided", "story": "private words"}',X'95beae163773668a87f0196914085851',100.0,'apparel',1700000000000,1,'decided',NULL,7);
INSERT INTO cases VALUES(3,'in review','{"id": "in review", "story": "private words"}',X'31b967773b2529600091be1537b2bdaa',100.0,'apparel',1700000000000,1,'in_review',NULL,9);
INSERT INTO cases VALUES(4,'settled','{"id": "settled", "story": "private words"}',X'9bc3ec5b203bb03e255f42ece97a469b',100.0,'apparel',1700000000000,1,'settled',NULL,11);
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
INSERT INTO suggestions VALUES(1,1,'{"suggestion": "pay", "reasons": "private reasons"}','pay',NULL,0.9000000000000000222,0.9000000000000000222,'claims','3','abc','policy',NULL,'costs',1700000000000,1700000000000,6);
INSERT INTO suggestions VALUES(2,2,'{"suggestion": "pay", "reasons": "private reasons"}','pay',NULL,0.9000000000000000222,0.9000000000000000222,'claims','3','abc','policy',NULL,'costs',1700000000000,1700000000000,8);
INSERT INTO suggestions VALUES(3,3,'{"suggestion": "pay", "reasons": "private reasons"}','pay',NULL,0.9000000000000000222,0.9000000000000000222,'claims','3','abc','policy',NULL,'costs',1700000000000,1700000000000,10);
INSERT INTO suggestions VALUES(4,4,'{"suggestion": "pay", "reasons": "private reasons"}','pay',NULL,0.9000000000000000222,0.9000000000000000222,'claims','3','abc','policy',NULL,'costs',1700000000000,1700000000000,12);
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
INSERT INTO decisions VALUES(1,2,1,'deny','so',2,1,0,1,1700000000000,13);
INSERT INTO decisions VALUES(2,3,1,'review','unclear',3,1,0,1,1700000000000,14);
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
INSERT INTO review_queue VALUES(3,'escalated',0,NULL,9.9999999999999982236,0.9000000000000000222,1700000000000,NULL,NULL);
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
INSERT INTO reviews VALUES(1,4,3,'deny','note','requested',0,NULL,1700000000000,20);
CREATE TABLE idempotency (
    owner TEXT NOT NULL,
    key TEXT NOT NULL,
    request BLOB NOT NULL CHECK (length(request) = 32),
    status INTEGER NOT NULL,
    body BLOB NOT NULL,
    created INTEGER NOT NULL,
    PRIMARY KEY (owner, key)
) STRICT, WITHOUT ROWID;
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
INSERT INTO settings VALUES(1,'policy','a: 1','16c3c6d78678d53d39ab2c7a5a7bc4596567b46a1a57000a2d707334f779b824','user:1','first',1700000000000,1700000000000);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('users',4);
INSERT INTO sqlite_sequence VALUES('cases',4);
INSERT INTO sqlite_sequence VALUES('suggestions',4);
INSERT INTO sqlite_sequence VALUES('decisions',2);
INSERT INTO sqlite_sequence VALUES('settings',1);
INSERT INTO sqlite_sequence VALUES('reviews',1);
CREATE INDEX audit_by_subject ON audit (subject, seq);
CREATE TRIGGER audit_refuses_update BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit is never changed'); END;
CREATE TRIGGER audit_refuses_delete BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'nothing is removed from the audit'); END;
CREATE INDEX sessions_by_user ON sessions (user);
CREATE INDEX tokens_by_user ON tokens (user);
CREATE INDEX cases_by_status ON cases (status, agent, received);
CREATE INDEX cases_by_time ON cases (received);
CREATE INDEX suggestions_by_case ON suggestions (case_number);
CREATE INDEX idempotency_by_time ON idempotency (created);
CREATE INDEX settings_by_kind ON settings (kind, published);
CREATE TRIGGER settings_keep_published BEFORE UPDATE ON settings WHEN OLD.published IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'what was published is never changed'); END;
CREATE TRIGGER settings_keep_history BEFORE DELETE ON settings WHEN OLD.published IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'what was published is never removed'); END;
COMMIT;
