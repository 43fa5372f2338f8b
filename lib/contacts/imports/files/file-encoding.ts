/** How the letters of a file may be written, by the names that decoders know. */
export const fileEncodings = [
  "utf-8",
  "utf-16le",
  "utf-16be",
  "windows-1252",
  "windows-1250",
  "windows-1251",
  "shift_jis",
] as const;
export type FileEncoding = (typeof fileEncodings)[number];

/** Nothing in the bytes proves these: which one it is was guessed, and can be chosen. */
export const guessedEncodings = ["windows-1252", "windows-1250", "windows-1251", "shift_jis"] as const;
