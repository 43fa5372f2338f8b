import { trimInvisible } from "./trim-invisible";

/** An email address as somebody typed or pasted it, without the blanks and invisible signs around it, in lower case. */
export function typedAddress(text: string): string {
  return trimInvisible(text).toLowerCase();
}
