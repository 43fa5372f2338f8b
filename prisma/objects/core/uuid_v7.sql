-- Ids start with their creation time in milliseconds (UUID version 7), so that indexes grow at one end. Tables are made with it.
CREATE OR REPLACE FUNCTION uuid_v7() RETURNS uuid
LANGUAGE sql VOLATILE PARALLEL SAFE
AS $$
  SELECT encode(
    set_bit(set_bit(
      overlay(uuid_send(gen_random_uuid())
        PLACING substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3)
        FROM 1 FOR 6),
      52, 1), 53, 1), 'hex')::uuid
$$;
COMMENT ON FUNCTION uuid_v7() IS 'A new key that sorts by the moment it was made';
