-- Every balance is the one before it plus the amount, entries count without gaps, a user's credits are their sum, and a call is
-- charged what it used.
CREATE OR REPLACE FUNCTION find_ledger_faults(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH entries AS (
    SELECT t.*, lag(t.balance_after, 1, 0) OVER w AS before, lag(t.entry_number, 1, 0::bigint) OVER w AS previous
    FROM credit_transactions t WHERE tenant IS NULL OR t.user_id = tenant
    WINDOW w AS (PARTITION BY t.user_id ORDER BY t.entry_number)
  ), sums AS (
    SELECT t.user_id, sum(t.amount) AS amount FROM credit_transactions t WHERE tenant IS NULL OR t.user_id = tenant GROUP BY t.user_id
  ), charges AS (
    SELECT t.call_id, -sum(t.amount) AS credits FROM credit_transactions t
    WHERE t.call_id IS NOT NULL AND (tenant IS NULL OR t.user_id = tenant) GROUP BY t.call_id
  )
  SELECT 'ledger_chain_is_broken', e.user_id, 'credit_transactions', e.id::text,
    format('entry %s after %s: %s plus %s is not %s', e.entry_number, e.previous, e.before, e.amount, e.balance_after)
  FROM entries e WHERE e.balance_after <> e.before + e.amount OR e.entry_number <> e.previous + 1
  UNION ALL
  SELECT 'credits_are_not_the_ledger', u.id, 'users', u.id::text, format('%s credits, ledger %s', u.credits, coalesce(s.amount, 0))
  FROM users u LEFT JOIN sums s ON s.user_id = u.id
  WHERE u.credits <> coalesce(s.amount, 0) AND (tenant IS NULL OR u.id = tenant)
  UNION ALL
  SELECT 'call_is_not_charged_what_it_used', c.user_id, 'calls', c.id::text,
    format('%s credits used, %s charged', c.credits_used, coalesce(h.credits, 0))
  FROM calls c LEFT JOIN charges h ON h.call_id = c.id
  WHERE c.credits_used <> coalesce(h.credits, 0) AND (tenant IS NULL OR c.user_id = tenant)
$$;
COMMENT ON FUNCTION find_ledger_faults(uuid) IS
  'Where the ledger contradicts itself, a user''s credits or a call''s charge; of one tenant, or of all';
