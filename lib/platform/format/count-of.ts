import { formatCount } from "./format-count";

/** How many there are of something: "1 call", "1,204 calls", "2 people". */
export function countOf(count: number, one: string, several = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : several}`;
}
