-- A customer names the lead that became it and the call with which everything began, and everything that happens to it afterwards
-- is written down.
ALTER TABLE customers
  ADD COLUMN person_key text,
  ADD COLUMN origin_call_id uuid,
  ADD COLUMN name_search text COLLATE "C" GENERATED ALWAYS AS (lower(name)) STORED,
  ADD COLUMN last_name_search text COLLATE "C" GENERATED ALWAYS AS (lower(substring(name FROM '\s(\S+)$'))) STORED,
  ADD COLUMN email_search text COLLATE "C" GENERATED ALWAYS AS (lower(email)) STORED,
  ADD COLUMN company_search text COLLATE "C" GENERATED ALWAYS AS (lower(company)) STORED,
  ADD CONSTRAINT customers_id_user_id_key UNIQUE (id, user_id),
  ADD CONSTRAINT customers_user_id_person_key_key UNIQUE (user_id, person_key),
  ADD CONSTRAINT customers_origin_call_id_user_id_fkey FOREIGN KEY (origin_call_id, user_id) REFERENCES calls (id, user_id)
    ON DELETE SET NULL (origin_call_id);
DROP INDEX customers_user_id_conversion_date_idx;
CREATE INDEX customers_user_id_conversion_date_idx ON customers (user_id, conversion_date DESC, id DESC);
CREATE INDEX customers_status_conversion_date_idx ON customers (user_id, status, conversion_date DESC, id DESC);
CREATE INDEX customers_origin_call_id_idx ON customers (origin_call_id);
CREATE INDEX customers_phone_idx ON customers (user_id, phone);
CREATE INDEX customers_email_search_idx ON customers (user_id, email_search);

CREATE TABLE customer_events (
  id uuid NOT NULL DEFAULT uuid_v7(),
  user_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  kind varchar(24) NOT NULL,
  from_value text,
  to_value text,
  created_by uuid,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT customer_events_pkey PRIMARY KEY (id),
  CONSTRAINT customer_events_customer_id_user_id_fkey FOREIGN KEY (customer_id, user_id) REFERENCES customers (id, user_id) ON DELETE CASCADE,
  CONSTRAINT customer_events_created_by_fkey FOREIGN KEY (created_by) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT customer_events_kind_is_known CHECK (
    kind IN ('converted', 'status_changed', 'sales_rep_changed', 'note_changed', 'details_changed'))
);
CREATE INDEX customer_events_customer_id_idx ON customer_events (customer_id, created_at DESC, id DESC);
-- Customers from before the trail: all that is known is when they became one.
INSERT INTO customer_events (user_id, customer_id, kind, to_value, created_at)
SELECT user_id, id, 'converted', status, conversion_date FROM customers;
