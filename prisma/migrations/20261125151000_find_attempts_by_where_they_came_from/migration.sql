CREATE INDEX login_attempts_ip_address_attempted_at_idx ON login_attempts (ip_address, attempted_at);
