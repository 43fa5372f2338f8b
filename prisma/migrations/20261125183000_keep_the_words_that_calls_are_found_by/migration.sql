-- What a call is found by, apart from what is read of it: narrow rows, so that looking through the newest calls touches few pages.
CREATE TABLE call_searches (
  call_id uuid PRIMARY KEY,
  user_id uuid NOT NULL,
  words tsvector NOT NULL,
  CONSTRAINT call_searches_call_id_user_id_fkey FOREIGN KEY (call_id, user_id) REFERENCES calls (id, user_id)
    ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX call_searches_words_idx ON call_searches USING gin (words) WITH (gin_pending_list_limit = 1024);
