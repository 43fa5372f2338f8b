-- Ingestion may not write to an entry; it may ask for the one change that there is.
CREATE OR REPLACE FUNCTION link_ledger_to_calls(conversations text[]) RETURNS void
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  UPDATE credit_transactions t SET call_id = c.id
  FROM calls c
  WHERE t.conversation_id = ANY (conversations) AND t.call_id IS NULL
    AND c.elevenlabs_conversation_id = t.conversation_id AND c.user_id = t.user_id;
$$;
COMMENT ON FUNCTION link_ledger_to_calls(text[]) IS
  'Gives the entries of these conversations the call again that they lost when it was deleted';
