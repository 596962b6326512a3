-- What the office fills in on a form (市処理欄): identity, evidence, reasons are sealed like the slip; the amounts are added up day by day.
-- Rows are only added: the last one of a submission counts, those before say what stood there.

CREATE TABLE office_use (
    id          INTEGER PRIMARY KEY,
    submission  INTEGER NOT NULL REFERENCES submission (seq),
    sealed      TEXT    NOT NULL,
    by_whom     TEXT    NOT NULL,
    at          INTEGER NOT NULL,
    due         INTEGER,                            -- yen; nothing where no source says the fee
    copies      INTEGER,
    charged     INTEGER
) STRICT;
CREATE INDEX office_use_submission ON office_use (submission, id);
CREATE INDEX office_use_at ON office_use (at);

-- The money in the till as it was counted; the last row of a day counts.
CREATE TABLE till_count (
    id          INTEGER PRIMARY KEY,
    city        TEXT    NOT NULL,
    day         TEXT    NOT NULL,                   -- such as 2026-11-23, in Japan
    yen         INTEGER NOT NULL,
    by_whom     TEXT    NOT NULL,
    at          INTEGER NOT NULL
) STRICT;
CREATE INDEX till_count_day ON till_count (city, day);

-- Finds whether a code was read before, without reading the whole log.
CREATE INDEX log_open_code ON log (city, what) WHERE act = 'open-code';
