import pg from "pg";

const transientStates = new Set(["40001", "40P01", "55P03"]);

const connectionStates = ["08", "53", "57P01", "57P02", "57P03"];

/** Whether running the same transaction again may succeed: a deadlock, a serialisation failure, a lock not got in time. */
export function isTransient(error: unknown): boolean {
  return error instanceof pg.DatabaseError && transientStates.has(error.code ?? "");
}

/** Whether a statement was not even looked at, because one before it in its transaction had failed. */
export function isAborted(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === "25P02";
}

/** Whether a statement was ended because it took longer than it may. */
export function isStatementTimeout(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === "57014";
}

/** Whether the database is unavailable, full, or did not answer in time, as opposed to refusing a statement. */
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
