/** A text without the blanks and invisible signs around it, as typing and pasting leave them there. */
export function trimInvisible(text: string): string {
  return text.replace(/^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu, "");
}
