-- What a tenant's rows name in the file storage lies below that tenant's own folder. Recordings did not: their rows are given the new
-- keys here, and what is still to be copied on disk is written down for whoever has the storage.
CREATE TABLE stored_object_moves (
  from_key text NOT NULL,
  to_key   text NOT NULL,
  PRIMARY KEY (from_key, to_key)
);

CREATE TEMPORARY TABLE moved_recordings ON COMMIT DROP AS
SELECT c.id, c.recording_storage_key AS from_key,
  'recordings/' || c.user_id::text || '/' || regexp_replace(c.recording_storage_key, '^recordings/', '') AS to_key,
  -- The product names a recording by its conversation. Any other name was written by hand, or by a tenant who wants another's.
  starts_with(regexp_replace(c.recording_storage_key, '^recordings/[0-9a-f]{2}/', ''),
    left(encode(sha256(convert_to(c.elevenlabs_conversation_id, 'UTF8')), 'hex'), 32) || '-')
  OR NOT EXISTS (SELECT FROM calls o WHERE o.recording_storage_key = c.recording_storage_key AND o.user_id <> c.user_id)
    AND NOT EXISTS (SELECT FROM webhook_events e WHERE e.audio_storage_key = c.recording_storage_key AND e.user_id IS DISTINCT FROM c.user_id)
    AS is_own
FROM calls c
WHERE c.recording_storage_key IS NOT NULL AND NOT starts_with(c.recording_storage_key, 'recordings/' || c.user_id::text || '/');

INSERT INTO stored_object_moves (from_key, to_key) SELECT DISTINCT from_key, to_key FROM moved_recordings WHERE is_own;

-- Where a recording lies moves no figure.
ALTER TABLE calls DISABLE TRIGGER USER;
UPDATE calls c SET recording_storage_key = CASE WHEN m.is_own THEN m.to_key END,
  recording_url = CASE WHEN m.is_own THEN c.recording_url END
FROM moved_recordings m WHERE m.id = c.id;
ALTER TABLE calls ENABLE TRIGGER USER;

-- What an event brought waits in the inbox, where its call's copy is made from.
INSERT INTO stored_object_moves (from_key, to_key)
SELECT DISTINCT e.audio_storage_key, 'inbox/' || substr(e.audio_storage_key, 12)
FROM webhook_events e WHERE e.audio_storage_key LIKE 'recordings/%';
UPDATE webhook_events SET audio_storage_key = 'inbox/' || substr(audio_storage_key, 12) WHERE audio_storage_key LIKE 'recordings/%';

UPDATE contact_imports SET storage_key = NULL WHERE NOT starts_with(storage_key, 'imports/' || user_id::text || '/');

ALTER TABLE calls ADD CONSTRAINT calls_recording_is_the_tenants
  CHECK (starts_with(recording_storage_key, 'recordings/' || user_id::text || '/'));
ALTER TABLE contact_imports ADD CONSTRAINT contact_imports_file_is_the_tenants
  CHECK (starts_with(storage_key, 'imports/' || user_id::text || '/'));

-- Everybody who is connected hears announcements and can send some; only who knows this key can tell whose change one is of, or make one.
CREATE TABLE announcement_key (
  only_row boolean PRIMARY KEY DEFAULT true,
  secret   bytea NOT NULL,
  CONSTRAINT announcement_key_is_one_row CHECK (only_row),
  CONSTRAINT announcement_key_is_long CHECK (octet_length(secret) = 32)
);
INSERT INTO announcement_key (secret)
VALUES (sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')));
