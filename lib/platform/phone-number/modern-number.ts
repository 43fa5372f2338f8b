/**
 * Spellings that a numbering plan has given up and that telephony, phones and messengers still use, each with that of today. The
 * library's rules know trunk prefixes and Argentina's 15, and none of these.
 */
const moved: readonly [old: RegExp, today: string][] = [
  // Mexico, 2019: no 1 behind +52 for mobiles, and no 01, 044 or 045 within the country.
  [/^\+52(?:1|01|044|045)(\d{10})$/, "+52$1"],
  // Brazil, by 2016: mobiles have nine digits and begin with 9. Eight digits from 7 on are trunked radio, which kept them.
  [/^\+55(\d{2})([689]\d{7})$/, "+55$19$2"],
  // Benin, 2024: 01 before the eight digits.
  [/^\+229(\d{8})$/, "+22901$1"],
  // Argentina: behind the 9 of a mobile's international number the 15 is not dialled again.
  [/^\+549(11)15(\d{8})$/, "+549$1$2"],
];

/** The number in E.164 as it is written today. */
export function modernNumber(e164: string): string {
  for (const [old, today] of moved) if (old.test(e164)) return e164.replace(old, today);
  return e164;
}

/** Numbers in E.164 that were kept when a plan was another one, or before spellings were distinguished, each with what it reads as now. */
const former: readonly [today: RegExp, old: string][] = [
  [/^\+52(\d{10})$/, "+521$1"],
  [/^\+55(\d{2})9([689]\d{7})$/, "+55$1$2"],
  [/^\+22901(\d{8})$/, "+229$1"],
];

/** How the number in E.164 was written before its plan changed, or null. */
export function formerNumber(e164: string): string | null {
  for (const [today, old] of former) if (today.test(e164)) return e164.replace(today, old);
  return null;
}
