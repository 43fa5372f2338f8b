-- What somebody looks for, as lib/calls/parse-search.ts reads it: each term is one or more words that stand together; one that begins
-- with - is not said, one that ends with * begins so. A number of four digits or more may also be the start or the end of a phone
-- number. All of it lies within the tenant's own calls.
-- Loosely, words need not stand together: an index can tell that without looking at a call.
-- depends on: search/1_searchable_text.sql
CREATE OR REPLACE FUNCTION call_search_query(tenant uuid, terms text[], is_loose boolean) RETURNS tsquery
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = public, pg_temp
AS $$
DECLARE
  term text;
  clean text;
  digits text;
  part tsquery;
  whole tsquery := format('''u:%s''', tenant)::tsquery;
BEGIN
  FOREACH term IN ARRAY terms LOOP
    clean := replace(searchable_text(ltrim(term, '-')), ' ', CASE WHEN is_loose THEN ' & ' ELSE ' <-> ' END);
    CONTINUE WHEN clean = '';
    part := to_tsquery('pg_catalog.simple', clean || CASE WHEN right(term, 1) = '*' THEN ':*' ELSE '' END);
    digits := regexp_replace(term, '[^0-9]', '', 'g');
    IF term ~ '^-?[0-9+() ./*-]+$' AND length(digits) BETWEEN 4 AND 20 THEN
      part := part || format('''p:%s'':* | ''r:%s'':*', digits, reverse(ltrim(digits, '0')))::tsquery;
    END IF;
    whole := whole && CASE WHEN left(term, 1) = '-' THEN !! part ELSE part END;
  END LOOP;
  RETURN whole;
END $$;
COMMENT ON FUNCTION call_search_query(uuid, text[], boolean) IS 'The query of these terms within a tenant''s calls; loosely, words need not stand together';
