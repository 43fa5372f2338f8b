/**
 * Transcripts of the calls of the tenant `$1` that began from `$2` to before `$3`: seven turns out of two thousand that many calls
 * share, and one of the caller's own. Words are as unequally common as in any language: the rank of a word is
 * spread evenly over its logarithm, so that the first is in nearly every call and the thirty-thousandth in hardly any.
 */
export const insertTranscripts = `
  WITH syllable AS (
    SELECT ARRAY['ba','ke','li','mo','nu','pra','se','ti','vo','zu','da','fe','gri','ho','ju','la','me','ni','ro','tu'] AS list
  ), pool AS MATERIALIZED (
    SELECT array_agg(turn ORDER BY number) AS turns FROM (
      SELECT number, string_agg(word, ' ' ORDER BY place) AS turn
      FROM generate_series(1, 2000) number
      CROSS JOIN LATERAL generate_series(1, 6 + number % 14) place
      CROSS JOIN LATERAL (SELECT exp(abs(hashtextextended(number || ':' || place, 1) % 100000) / 100000.0 * ln(3000))::integer AS rank) r
      CROSS JOIN LATERAL (SELECT list[1 + rank % 20] || list[1 + rank / 20 % 20] ||
        CASE WHEN rank >= 400 THEN list[1 + rank / 400 % 20] ELSE '' END AS word FROM syllable) w
      GROUP BY number
    ) turn
  ), call AS MATERIALIZED (
    SELECT id, abs(hashtextextended(elevenlabs_conversation_id, 2)) % 1000000007 AS n, started_at FROM calls
    WHERE user_id = $1::uuid AND status = 'completed' AND started_at >= $2 AND started_at < $3
  ), own AS (
    SELECT id, string_agg(list[1 + rank % 20] || list[1 + rank / 20 % 20] ||
      CASE WHEN rank >= 400 THEN list[1 + rank / 400 % 20] ELSE '' END ||
      CASE WHEN rank >= 8000 THEN list[1 + rank / 8000 % 20] ELSE '' END, ' ') AS turn
    FROM call, syllable
    CROSS JOIN LATERAL generate_series(1, 10) place
    CROSS JOIN LATERAL (SELECT exp((n * (place * 7919 + 13) % 100003) / 100003.0 * ln(30000))::integer AS rank) r
    GROUP BY id
  )
  INSERT INTO transcripts (call_id, user_id, content, speaker_segments, created_at)
  SELECT c.id, $1, t.content, t.segments, c.started_at
  FROM call c JOIN own USING (id) CROSS JOIN pool
  CROSS JOIN LATERAL (
    SELECT string_agg(CASE WHEN place % 2 = 0 THEN 'Agent: ' ELSE 'Caller: ' END || said, E'\\n' ORDER BY place) AS content,
      jsonb_agg(jsonb_build_object('role', CASE WHEN place % 2 = 0 THEN 'agent' ELSE 'user' END, 'text', said,
        'atSeconds', place * 6) ORDER BY place) AS segments
    FROM (
      SELECT place, CASE WHEN place = 3 THEN own.turn ELSE turns[1 + c.n * (place + 1) * 31 % 2000] END AS said
      FROM generate_series(0, 7) place
    ) said
  ) t`;
