-- The words by which a contact is found. The functions of generated columns never change: what is stored was made by them. Tables are
-- made with them.
CREATE OR REPLACE FUNCTION fold_text(value text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN lower(regexp_replace(normalize(value, NFKD), U&'[\0300-\036F]', '', 'g'));
COMMENT ON FUNCTION fold_text(text) IS 'A text in lower case and without accents';

-- A word is kept behind the end of its tenant's id, so that the index finds a word of one tenant and not of all.
CREATE OR REPLACE FUNCTION contact_lexemes(tenant uuid, name text, email text, company text, phone_number text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN array_to_tsvector(array_remove(string_to_array(
  regexp_replace(
    ' ' || fold_text(coalesce(name, '') || ' ' || coalesce(company, '') || ' ' || coalesce(email, '')),
    E'[\\s!-/:-@\\[-`{-~]+', ' ' || right(tenant::text, 8), 'g')
  || coalesce(' ' || right(tenant::text, 8) || translate(fold_text(email), E' \t\r\n', ''), '')
  || coalesce(' ' || right(tenant::text, 8) || substr(phone_number, 2) || ' ' || right(tenant::text, 8) || '<' || reverse(substr(phone_number, 2)), ''),
  ' '), ''));
COMMENT ON FUNCTION contact_lexemes(uuid, text, text, text, text) IS
  'The words of a contact: of its name, company and address, the address, and the digits of its number forwards and, behind <, backwards';
