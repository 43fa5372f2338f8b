-- An attempt keeps the whole address that it came from; limits count by its network, which in IPv6 is the /64: whoever has one address of
-- it has 2^64 of them.
ALTER TABLE login_attempts ADD COLUMN network inet GENERATED ALWAYS AS (
  CASE family(ip_address) WHEN 6 THEN network(set_masklen(ip_address, least(masklen(ip_address), 64)))::inet ELSE ip_address END) STORED;
DROP INDEX login_attempts_ip_address_attempted_at_idx;
CREATE INDEX login_attempts_network_attempted_at_idx ON login_attempts (network, attempted_at);

-- The summary gets each agent's figures, and another best agent; the next migration makes it anew.
DROP MATERIALIZED VIEW user_kpi_summary CASCADE;
