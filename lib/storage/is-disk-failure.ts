/** Error codes of a disk that is full, broken or out of handles. */
const codes = new Set(["ENOSPC", "EDQUOT", "EIO", "EROFS", "EMFILE", "ENFILE"]);

/** Whether the disk failed, as opposed to an invalid operation. */
export function isDiskFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ("syscall" in error && "path" in error) || ("code" in error && codes.has(String(error.code)));
}
