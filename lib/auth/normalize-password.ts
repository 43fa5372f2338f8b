/** What SASLprep maps to nothing (RFC 3454, table B.1): signs that nobody sees, as keyboards and clipboards add them. */
const invisible = /\u034F|[\u180B-\u180D]|[\uFE00-\uFE0F]|[\u00AD\u1806\u200B-\u200D\u2060\uFEFF]/gu;

/** A password in one spelling, as SASLprep (RFC 4013) has it: NFKC, with plain blanks and without what is invisible. */
export function normalizePassword(password: string): string {
  return password
    .replace(/\p{Zs}/gu, " ")
    .replace(invisible, "")
    .normalize("NFKC");
}
