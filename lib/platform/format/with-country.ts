/** A telephone number beside the name of its country, where that is known; null without a number. */
export function withCountry(number: string | null, country: string | null): string | null {
  return number && country ? `${number} · ${country}` : number;
}
