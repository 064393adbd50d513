import GRDB

/// The tables of a ledger. Nothing in them is ever changed or removed; triggers see to it.
enum LedgerSchema {
    /// The mark of a ledger in the head of an SQLite file: the letters CSLG.
    static let applicationID = 0x4353_4C47
    /// The version of the tables, in the head of the file as well.
    static let version = 1

    static func create(in database: Database) throws {
        try database.execute(sql: "PRAGMA application_id = \(applicationID)")
        try database.execute(sql: "PRAGMA user_version = \(version)")
        try database.execute(sql: tables)
        for table in ["run", "skeleton", "attempt", "reading", "mention", "verdict"] {
            for change in ["UPDATE", "DELETE"] {
                try database.execute(
                    sql: """
                        CREATE TRIGGER \(table)_no_\(change.lowercased()) BEFORE \(change) ON \(table)
                        BEGIN SELECT RAISE(ABORT, 'a ledger is append-only'); END;
                        """)
            }
        }
    }

    private static let tables = """
        CREATE TABLE run (
            id TEXT PRIMARY KEY NOT NULL,
            network TEXT NOT NULL, source TEXT NOT NULL, network_hash TEXT NOT NULL, wording_hash TEXT NOT NULL,
            seed TEXT NOT NULL, count INTEGER NOT NULL, noise_version INTEGER NOT NULL,
            interventions TEXT NOT NULL, counterfactual TEXT,
            realizer TEXT NOT NULL, model TEXT, parameters TEXT NOT NULL,
            settings TEXT NOT NULL, verification TEXT NOT NULL, attempt_budget INTEGER NOT NULL,
            software_version TEXT NOT NULL, begun REAL NOT NULL
        ) STRICT;
        CREATE TABLE skeleton (
            run TEXT NOT NULL REFERENCES run (id), position INTEGER NOT NULL,
            row TEXT NOT NULL, assignment TEXT NOT NULL, noise BLOB NOT NULL, interventions TEXT NOT NULL,
            counterfactual_of INTEGER,
            PRIMARY KEY (run, position)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE attempt (
            id INTEGER PRIMARY KEY,
            run TEXT NOT NULL, skeleton INTEGER NOT NULL, number INTEGER NOT NULL, address TEXT NOT NULL,
            prompt TEXT NOT NULL, response TEXT NOT NULL,
            finish_reason TEXT NOT NULL, prompt_tokens INTEGER, completion_tokens INTEGER, error TEXT,
            checked INTEGER NOT NULL, accepted INTEGER NOT NULL, seconds REAL,
            UNIQUE (run, skeleton, number),
            FOREIGN KEY (run, skeleton) REFERENCES skeleton (run, position)
        ) STRICT;
        CREATE INDEX attempt_address ON attempt (address);
        CREATE TABLE reading (
            attempt INTEGER NOT NULL REFERENCES attempt (id), variable TEXT NOT NULL,
            status TEXT NOT NULL, value TEXT, spans TEXT NOT NULL, cue TEXT, rule TEXT,
            PRIMARY KEY (attempt, variable)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE mention (
            attempt INTEGER NOT NULL REFERENCES attempt (id), place INTEGER NOT NULL,
            concept TEXT NOT NULL, variable TEXT, value TEXT, span_start INTEGER NOT NULL, span_end INTEGER NOT NULL,
            assertion TEXT NOT NULL, temporality TEXT NOT NULL, experiencer TEXT NOT NULL, cue TEXT, rule TEXT NOT NULL,
            PRIMARY KEY (attempt, place)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE verdict (
            attempt INTEGER NOT NULL REFERENCES attempt (id), place INTEGER NOT NULL,
            variable TEXT NOT NULL, kind TEXT NOT NULL, expected TEXT, found TEXT, spans TEXT NOT NULL, cue TEXT, rule TEXT,
            PRIMARY KEY (attempt, place)
        ) STRICT, WITHOUT ROWID;
        """
}
