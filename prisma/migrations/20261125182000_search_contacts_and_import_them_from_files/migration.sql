-- Numbers are written without their country's code by those who are in it.
ALTER TABLE users ADD COLUMN country varchar(2),
  ADD CONSTRAINT users_country_is_iso CHECK (country ~ '^[A-Z]{2}$');

-- The functions of generated columns never change: what is stored was made by them.
CREATE FUNCTION fold_text(value text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN lower(regexp_replace(normalize(value, NFKD), U&'[\0300-\036F]', '', 'g'));

-- A word is kept behind the end of its tenant's id, so that the index finds a word of one tenant and not of all.
CREATE FUNCTION contact_lexemes(tenant uuid, name text, email text, company text, phone_number text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN array_to_tsvector(array_remove(string_to_array(
  regexp_replace(
    ' ' || fold_text(coalesce(name, '') || ' ' || coalesce(company, '') || ' ' || coalesce(email, '')),
    E'[\\s!-/:-@\\[-`{-~]+', ' ' || right(tenant::text, 8), 'g')
  || coalesce(' ' || right(tenant::text, 8) || translate(fold_text(email), E' \t\r\n', ''), '')
  || coalesce(' ' || right(tenant::text, 8) || substr(phone_number, 2) || ' ' || right(tenant::text, 8) || '<' || reverse(substr(phone_number, 2)), ''),
  ' '), ''));

CREATE TABLE contact_imports (
  id uuid NOT NULL DEFAULT uuid_v7(),
  user_id uuid NOT NULL,
  status varchar(16) NOT NULL DEFAULT 'mapping',
  file_name varchar(255) NOT NULL,
  file_bytes bigint NOT NULL,
  storage_key text,
  encoding varchar(16) NOT NULL,
  separator varchar(1) NOT NULL,
  has_header boolean NOT NULL,
  columns jsonb NOT NULL,
  header_digest varchar(64) NOT NULL,
  mapping jsonb NOT NULL DEFAULT '{}',
  known_contacts varchar(16) NOT NULL DEFAULT 'fill',
  country varchar(2),
  row_count integer NOT NULL,
  rows_done integer NOT NULL DEFAULT 0,
  created_count integer NOT NULL DEFAULT 0,
  updated_count integer NOT NULL DEFAULT 0,
  skipped_count integer NOT NULL DEFAULT 0,
  undone_count integer NOT NULL DEFAULT 0,
  kept_count integer NOT NULL DEFAULT 0,
  failure text,
  work_id uuid,
  cancel_requested_at timestamptz,
  started_at timestamptz,
  finished_at timestamptz,
  undone_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT contact_imports_pkey PRIMARY KEY (id),
  CONSTRAINT contact_imports_id_user_id_key UNIQUE (id, user_id),
  CONSTRAINT contact_imports_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id),
  CONSTRAINT contact_imports_status_is_known CHECK (
    status IN ('mapping', 'checking', 'checked', 'running', 'finished', 'cancelled', 'undoing', 'undone', 'failed')),
  CONSTRAINT contact_imports_known_contacts_is_known CHECK (known_contacts IN ('skip', 'fill', 'overwrite')),
  CONSTRAINT contact_imports_rows_done_is_within CHECK (rows_done BETWEEN 0 AND row_count),
  CONSTRAINT contact_imports_counts_are_not_negative CHECK (
    least(created_count, updated_count, skipped_count, undone_count, kept_count, file_bytes) >= 0),
  CONSTRAINT contact_imports_counts_add_up CHECK (
    status NOT IN ('finished', 'cancelled', 'undoing', 'undone') OR created_count + updated_count + skipped_count = row_count)
);
CREATE INDEX contact_imports_user_id_created_at_idx ON contact_imports (user_id, created_at DESC, id DESC);
CREATE INDEX contact_imports_working_idx ON contact_imports (updated_at) WHERE status IN ('checking', 'running', 'undoing');

CREATE TABLE contact_import_rows (
  import_id uuid NOT NULL,
  user_id uuid NOT NULL,
  row_number integer NOT NULL,
  line integer NOT NULL,
  name varchar(255),
  phone_number varchar(16),
  email varchar(320),
  company varchar(255),
  notes text,
  verdict varchar(8) NOT NULL,
  reason varchar(32),
  other_line integer,
  target_contact uuid,
  former jsonb,
  undo_reason varchar(32),
  CONSTRAINT contact_import_rows_pkey PRIMARY KEY (import_id, row_number),
  CONSTRAINT contact_import_rows_import_id_user_id_fkey FOREIGN KEY (import_id, user_id)
    REFERENCES contact_imports (id, user_id) ON DELETE CASCADE,
  CONSTRAINT contact_import_rows_verdict_is_known CHECK (verdict IN ('create', 'update', 'skip')),
  CONSTRAINT contact_import_rows_skipped_for_a_reason CHECK ((verdict = 'skip') = (reason IS NOT NULL)),
  CONSTRAINT contact_import_rows_others_have_a_target CHECK (verdict = 'skip' OR target_contact IS NOT NULL)
);
CREATE INDEX contact_import_rows_verdict_idx ON contact_import_rows (import_id, verdict, row_number);
CREATE INDEX contact_import_rows_kept_idx ON contact_import_rows (import_id, row_number) WHERE undo_reason IS NOT NULL;

CREATE TABLE deleted_contacts (
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  deletion_id uuid NOT NULL,
  contact jsonb NOT NULL,
  call_ids uuid[] NOT NULL DEFAULT '{}',
  deleted_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT deleted_contacts_pkey PRIMARY KEY (id),
  CONSTRAINT deleted_contacts_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id)
);
CREATE INDEX deleted_contacts_user_id_deletion_id_idx ON deleted_contacts (user_id, deletion_id);
CREATE INDEX deleted_contacts_deleted_at_idx ON deleted_contacts (deleted_at);

UPDATE contacts SET email = lower(email) WHERE email <> lower(email);
ALTER TABLE contacts
  ADD COLUMN import_id uuid,
  ADD COLUMN source text NOT NULL GENERATED ALWAYS AS (
    CASE WHEN import_id IS NOT NULL THEN 'import' WHEN is_auto_created THEN 'call' ELSE 'manual' END) STORED,
  ADD COLUMN name_key text COLLATE "C" NOT NULL GENERATED ALWAYS AS (
    left(fold_text(coalesce(nullif(name, ''), nullif(company, ''), email, phone_number, '')), 100)) STORED,
  ADD COLUMN search tsvector NOT NULL GENERATED ALWAYS AS (
    contact_lexemes(user_id, name, email, company, phone_number)) STORED,
  ADD CONSTRAINT contacts_email_is_lower CHECK (email = lower(email)),
  ADD CONSTRAINT contacts_import_id_user_id_fkey FOREIGN KEY (import_id, user_id)
    REFERENCES contact_imports (id, user_id) ON DELETE SET NULL (import_id);
CREATE INDEX contacts_user_id_name_key_idx ON contacts (user_id, name_key, id);
CREATE INDEX contacts_user_id_created_at_idx ON contacts (user_id, created_at DESC, id DESC);
CREATE INDEX contacts_user_id_email_idx ON contacts (user_id, email) WHERE email IS NOT NULL;
CREATE INDEX contacts_user_id_import_id_idx ON contacts (user_id, import_id) WHERE import_id IS NOT NULL;
CREATE INDEX contacts_not_imported_idx ON contacts (user_id, source, created_at DESC, id DESC) WHERE source <> 'import';
CREATE INDEX contacts_customers_idx ON contacts (user_id, created_at DESC, id DESC) WHERE is_customer;
CREATE INDEX contacts_search_idx ON contacts USING gin (search);

-- A contact's calls are listed newest first, and the contacts that have any are skipped through.
CREATE INDEX calls_user_id_contact_id_started_at_idx ON calls (user_id, contact_id, started_at DESC, id DESC) WHERE contact_id IS NOT NULL;
DROP INDEX calls_contact_id_idx;
