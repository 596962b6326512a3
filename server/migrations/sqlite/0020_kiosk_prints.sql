-- A kiosk may be let open and print what a person brings; a right of its own, given and taken by staff.

ALTER TABLE device ADD COLUMN prints INTEGER NOT NULL DEFAULT 0;
