/** What SASLprep maps to nothing (RFC 3454, table B.1): signs that nobody sees, as keyboards and clipboards add them. */
const invisible = /[\u00AD\u034F\u1806\u180B-\u180D\u200B-\u200D\u2060\uFE00-\uFE0F\uFEFF]/gu;

/** A password in one spelling, as SASLprep (RFC 4013) has it: NFKC, with plain blanks and without what is invisible. */
export function normalizePassword(password: string): string {
  return password
    .replace(/\p{Zs}/gu, " ")
    .replace(invisible, "")
    .normalize("NFKC");
}
