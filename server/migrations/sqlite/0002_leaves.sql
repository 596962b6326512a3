-- A code may hold several forms: each is a submission of its own, and says which form of the slip it is and which form it answers.

ALTER TABLE submission ADD COLUMN leaf    INTEGER NOT NULL DEFAULT 1;  -- counted from 1
ALTER TABLE submission ADD COLUMN form    TEXT;                        -- known once it was opened
ALTER TABLE submission ADD COLUMN edition INTEGER;
