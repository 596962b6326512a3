-- Finds what nobody has accepted yet without reading all that the city ever received.

CREATE INDEX submission_waiting ON submission (seq) WHERE status <> 'accepted';
