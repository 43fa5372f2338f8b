-- A person may correct how a call ended. What the provider said stays beside it, and `outcome` is what counts of the two.
ALTER TABLE agent_call_outcomes
  ADD COLUMN provider_outcome varchar(16),
  ADD COLUMN edited_outcome varchar(16),
  ADD COLUMN edited_at timestamptz,
  ADD COLUMN edited_by uuid;
ALTER TABLE agent_call_outcomes DISABLE TRIGGER USER;
UPDATE agent_call_outcomes SET provider_outcome = outcome;
ALTER TABLE agent_call_outcomes ENABLE TRIGGER USER;
ALTER TABLE agent_call_outcomes
  ALTER COLUMN provider_outcome SET NOT NULL,
  ADD CONSTRAINT agent_call_outcomes_edited_by_fkey FOREIGN KEY (edited_by) REFERENCES users (id),
  ADD CONSTRAINT agent_call_outcomes_provider_outcome_is_known
    CHECK (provider_outcome IN ('completed', 'no_answer', 'busy', 'failed', 'voicemail', 'disconnected')),
  ADD CONSTRAINT agent_call_outcomes_edited_outcome_is_known
    CHECK (edited_outcome IN ('completed', 'no_answer', 'busy', 'failed', 'voicemail', 'disconnected')),
  ADD CONSTRAINT agent_call_outcomes_edited_at_a_moment CHECK ((edited_outcome IS NULL) = (edited_at IS NULL));

ALTER TABLE calls
  ADD COLUMN notes text,
  ADD CONSTRAINT calls_notes_say_something CHECK (char_length(notes) BETWEEN 1 AND 10000);

-- A place in a list that somebody comes back to: the address's query under a name.
CREATE TABLE saved_views (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  user_id uuid NOT NULL,
  page varchar(32) NOT NULL,
  name varchar(60) NOT NULL,
  query varchar(2000) NOT NULL,
  position integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT saved_views_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
  CONSTRAINT saved_views_user_id_page_name_key UNIQUE (user_id, page, name),
  CONSTRAINT saved_views_page_is_a_path CHECK (page ~ '^(/[a-z-]+)+$'),
  CONSTRAINT saved_views_name_says_something CHECK (btrim(name) = name AND name <> '')
);

-- A view keeps the columns that its table had when it was made.
CREATE OR REPLACE VIEW absent.calls_old AS SELECT * FROM public.calls WHERE false;
CREATE OR REPLACE VIEW absent.calls_new AS SELECT * FROM public.calls WHERE false;
CREATE OR REPLACE VIEW absent.outcomes_old AS SELECT * FROM public.agent_call_outcomes WHERE false;
CREATE OR REPLACE VIEW absent.outcomes_new AS SELECT * FROM public.agent_call_outcomes WHERE false;
