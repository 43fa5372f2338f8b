-- Each entry carries a hash of itself and of the entry before it, and the newest one's is kept beside the log: a change, a gap
-- and a missing end show. What was there before is chained by a later migration, once the functions are there.
ALTER TABLE admin_audit_log
  ADD COLUMN entry_number bigint,
  ADD COLUMN previous_hash varchar(64),
  ADD COLUMN entry_hash varchar(64);

CREATE TABLE audit_chain_head (
  only_row boolean PRIMARY KEY DEFAULT true,
  entry_number bigint NOT NULL DEFAULT 0,
  entry_hash varchar(64) NOT NULL DEFAULT repeat('0', 64),
  CONSTRAINT audit_chain_head_is_one_row CHECK (only_row)
);
INSERT INTO audit_chain_head DEFAULT VALUES;
