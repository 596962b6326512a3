-- What came in on the internet side is carried to the hall, and keeps there the number that the resident was told.

ALTER TABLE submission ADD COLUMN outside    INTEGER;  -- in the hall: the running number of the internet side
ALTER TABLE submission ADD COLUMN carried_at INTEGER;  -- on the internet side: when it was written out for the hall
CREATE UNIQUE INDEX submission_outside ON submission (city, outside) WHERE outside IS NOT NULL;
