-- The ledger (台帳). Every row belongs to a city (全国地方公共団体コード); moments are seconds since 1970-01-01 UTC.

CREATE TABLE submission (
    seq         INTEGER PRIMARY KEY AUTOINCREMENT,  -- the running number inside the reference number
    city        TEXT    NOT NULL,
    key         TEXT    NOT NULL,
    digest      TEXT    NOT NULL,
    slip        TEXT    NOT NULL,
    channel     TEXT    NOT NULL,
    status      TEXT    NOT NULL,
    received_at INTEGER NOT NULL,
    title       TEXT,
    fault       TEXT,
    printed_at  INTEGER,
    UNIQUE (city, key)
) STRICT;
CREATE INDEX submission_digest ON submission (city, digest);

CREATE TABLE correction (
    id          INTEGER PRIMARY KEY,
    submission  INTEGER NOT NULL REFERENCES submission (seq),
    sealed      TEXT    NOT NULL,
    by_whom     TEXT    NOT NULL,
    at          INTEGER NOT NULL
) STRICT;
CREATE INDEX correction_submission ON correction (submission);

CREATE TABLE lobby_event (
    city        TEXT    NOT NULL,
    office      TEXT    NOT NULL,
    seq         INTEGER NOT NULL,
    event       TEXT    NOT NULL,                   -- the domain's Event as JSON
    PRIMARY KEY (city, office, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE ticket_key (
    city        TEXT    NOT NULL,
    office      TEXT    NOT NULL,
    key         TEXT    NOT NULL,
    ticket      TEXT    NOT NULL,
    seq         INTEGER NOT NULL,                   -- of its issue, so that a key ends with its day
    at          INTEGER NOT NULL,
    PRIMARY KEY (city, office, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE staff (
    id          INTEGER PRIMARY KEY,
    city        TEXT    NOT NULL,
    name        TEXT    NOT NULL,
    passphrase  TEXT    NOT NULL,                   -- argon2id, PHC string
    joined_at   INTEGER NOT NULL,
    left_at     INTEGER                             -- nothing while they work here; the log names them for ever
) STRICT;
CREATE UNIQUE INDEX staff_name ON staff (city, name) WHERE left_at IS NULL;

CREATE TABLE invitation (
    city        TEXT    NOT NULL,
    code        TEXT    NOT NULL,                   -- SHA-256
    by_whom     INTEGER REFERENCES staff (id),      -- nobody for the first
    until       INTEGER NOT NULL,
    PRIMARY KEY (city, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
    token       TEXT    PRIMARY KEY,                -- SHA-256
    staff       INTEGER NOT NULL REFERENCES staff (id),
    began_at    INTEGER NOT NULL,
    used_at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE device (
    id          INTEGER PRIMARY KEY,
    city        TEXT    NOT NULL,
    token       TEXT    NOT NULL UNIQUE,            -- SHA-256
    code        TEXT,                               -- while it waits; no two show the same
    introduced_at INTEGER NOT NULL,
    name        TEXT    NOT NULL DEFAULT '',
    office      TEXT    NOT NULL DEFAULT '',
    role        TEXT,
    heard_at    INTEGER NOT NULL,
    revoked     INTEGER NOT NULL DEFAULT 0,
    UNIQUE (city, code)
) STRICT;

CREATE TABLE log (
    seq         INTEGER PRIMARY KEY AUTOINCREMENT,
    city        TEXT    NOT NULL,
    at          INTEGER NOT NULL,
    who         TEXT    NOT NULL,
    act         TEXT    NOT NULL,
    what        TEXT    NOT NULL,
    hash        TEXT    NOT NULL
) STRICT;
CREATE TRIGGER log_is_never_changed BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER log_is_never_shortened BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

-- Finds the last opening of an office without reading its history.
CREATE INDEX lobby_opened ON lobby_event (city, office, seq) WHERE event->>'event' = 'opened';
