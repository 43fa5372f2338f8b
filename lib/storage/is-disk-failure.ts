/** A disk that is full, broken or out of handles says so of a read or a write without naming the file. */
const codes = new Set(["ENOSPC", "EDQUOT", "EIO", "EROFS", "EMFILE", "ENFILE"]);

/** Whether it was the disk that failed, and not what was asked of it. */
export function isDiskFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ("syscall" in error && "path" in error) || ("code" in error && codes.has(String(error.code)));
}
