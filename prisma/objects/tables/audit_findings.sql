-- What the rules and indexes of audit_findings are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT audit_findings_seen_in_order ON audit_findings IS 'A finding is not last seen before it is first seen';
