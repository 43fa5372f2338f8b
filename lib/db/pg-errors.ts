import pg from "pg";
import { AppError, type ErrorCode } from "@/lib/platform/errors";

/** Constraint names that a user's input can meet, with the sentence it deserves. */
const sentences: Readonly<Record<string, { code: ErrorCode; message: string }>> = {
  agents_elevenlabs_agent_id_key: { code: "CONFLICT", message: "This ElevenLabs agent is already linked." },
  agents_user_id_elevenlabs_agent_id_key: { code: "CONFLICT", message: "This ElevenLabs agent is already linked." },
  contacts_user_id_phone_number_key: { code: "CONFLICT", message: "A contact with this phone number exists already." },
  customers_one_per_contact: { code: "CONFLICT", message: "This contact is a customer already." },
  agent_targets_agent_period_key: { code: "CONFLICT", message: "This agent has targets for this period already." },
  agent_targets_has_a_target: { code: "BAD_REQUEST", message: "Set at least one target." },
  phone_numbers_one_active_number: { code: "CONFLICT", message: "This phone number is active already." },
  phone_numbers_elevenlabs_phone_number_id_key: {
    code: "CONFLICT",
    message: "This ElevenLabs phone number is linked already.",
  },
  users_email_key: { code: "CONFLICT", message: "This email address is already in use." },
  users_timezone_exists: { code: "BAD_REQUEST", message: "This time zone is not known." },
  users_credits_equal_ledger: { code: "CONFLICT", message: "Credits change only by a ledger entry." },
  credit_transactions_are_append_only: { code: "FORBIDDEN", message: "Ledger entries are never changed or deleted." },
};

const transientStates = new Set(["40001", "40P01", "55P03"]);

const connectionStates = ["08", "53", "57P01", "57P02", "57P03"];

/** Whether running the same transaction again may succeed: a deadlock, a serialisation failure, a lock not got in time. */
export function isTransient(error: unknown): boolean {
  return error instanceof pg.DatabaseError && transientStates.has(error.code ?? "");
}

/** Whether a statement was ended because it took longer than it may. */
export function isStatementTimeout(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === "57014";
}

/** Whether the database is away, full, or did not answer in time, as opposed to refusing what was asked of it. */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) {
    const state = error.code ?? "";
    return (
      isStatementTimeout(error) ||
      transientStates.has(state) ||
      connectionStates.some((start) => state.startsWith(start))
    );
  }
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  return (
    /^E(CONN|PIPE|HOST|NET|TIMEDOUT|AI_AGAIN|NOTFOUND)/.test(code) ||
    /timeout|terminated|Connection/.test(error.message)
  );
}

/** The user's sentence for a violated constraint, by its name; null when the violation is no user's doing. */
export function toAppError(error: unknown): AppError | null {
  if (!(error instanceof pg.DatabaseError) || !error.constraint) return null;
  const known = sentences[error.constraint];
  return known ? new AppError(known.code, known.message, { cause: error }) : null;
}
