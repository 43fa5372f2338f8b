-- Two texts that a person would call the same are searched as the same: without case, accents, apostrophes and punctuation, in any
-- language. What parts words is written out, because what a server calls a letter depends on its locale; lib/calls/searchable-text.ts
-- says the same for what is marked on the page. Plain ASCII takes the short way, and a single space between words is no match.
CREATE OR REPLACE FUNCTION searchable_text(given text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT btrim(regexp_replace(
    CASE WHEN octet_length(given) = length(given) THEN replace(replace(lower(given), '''', ''), '`', '') ELSE regexp_replace(
      replace(translate(lower(normalize(given, NFKD)), U&'\00f8\0142\0111\0131', 'oldi'), U&'\00df', 'ss'),
      '[''`\u2018\u2019\u02bc\u0300-\u036f]', '', 'g') END,
    ' ?[\u0001-\u001f!-\u002f:-@\[-_{-\u00bf\u2010-\u206f\u20a0-\u2bff\u3000-\u303f][\u0001-\u002f:-@\[-_{-\u00bf\u2010-\u206f\u20a0-\u2bff\u3000-\u303f]*|  +', ' ', 'g'))
$$;
COMMENT ON FUNCTION searchable_text(text) IS 'A text as it is searched: lower case, without accents and apostrophes, words parted by one space';
