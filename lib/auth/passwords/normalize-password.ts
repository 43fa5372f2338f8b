/** Characters that SASLprep maps to nothing (RFC 3454, table B.1): invisible ones that keyboards and clipboards add. */
const invisible = /\u034F|[\u180B-\u180D]|[\uFE00-\uFE0F]|[\u00AD\u1806\u200B-\u200D\u2060\uFEFF]/gu;

/** The normalized password, as in SASLprep (RFC 4013): NFKC, with plain spaces and without invisible characters. */
export function normalizePassword(password: string): string {
  return password
    .replace(/\p{Zs}/gu, " ")
    .replace(invisible, "")
    .normalize("NFKC");
}
