-- How often a sheet went to the printer: one that brought no paper is taken back, and the next is no repeated one (再印刷) because of it.

ALTER TABLE submission ADD COLUMN prints INTEGER NOT NULL DEFAULT 0;
UPDATE submission SET prints = 1 WHERE printed_at IS NOT NULL;
