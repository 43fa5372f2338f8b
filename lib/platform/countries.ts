import { getCountries, getCountryCallingCode } from "libphonenumber-js";
import { LRUCache } from "lru-cache";

export type Country = { code: string; name: string; callingCode: string };

const names = new Intl.DisplayNames("en", { type: "region" });

/** Every country that gives out numbers, by its English name; the code is ISO 3166-1. */
export function listCountries(): Country[] {
  return getCountries()
    .map((code) => ({ code, name: names.of(code) ?? code, callingCode: `+${getCountryCallingCode(code)}` }))
    .sort((a, b) => a.name.localeCompare(b.name, "en"));
}

/**
 * The country of a tenant, by which its numbers without a country code are read: the one that was chosen, else that of its time zone;
 * null where neither tells.
 */
export function defaultCountry({ country, timezone }: { country: string | null; timezone: string }): string | null {
  return country ?? countryOfZone(timezone);
}

/** The country that a time zone lies in, or null for a zone of none or of several. */
export function countryOfZone(timezone: string): string | null {
  zones ??= readZones();
  let name = canonicalNames.get(timezone);
  if (name === undefined) {
    name = canonical(timezone);
    canonicalNames.set(timezone, name);
  }
  return zones.get(name) ?? null;
}

/** Every call asks, and asking the runtime takes a quarter of a millisecond. */
const canonicalNames = new LRUCache<string, string>({ max: 1_000 });

/** Read once: asking the runtime for every country takes a tenth of a second. */
let zones: ReadonlyMap<string, string | null> | undefined;

function readZones(): ReadonlyMap<string, string | null> {
  const found = new Map<string, string | null>();
  for (const code of getCountries()) {
    for (const zone of zonesOf(code).map(canonical)) found.set(zone, found.has(zone) ? null : code);
  }
  return found;
}

/** The one name that the runtime has for a zone of several: Asia/Kolkata is Asia/Calcutta to it, US/Eastern is America/New_York. */
function canonical(timezone: string): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: timezone }).resolvedOptions().timeZone;
  } catch {
    return timezone;
  }
}

/** Runtimes have the list as a property or, newer ones, behind a function; the compiler's library knows neither. */
function zonesOf(country: string): readonly string[] {
  const locale: Intl.Locale & { timeZones?: readonly string[]; getTimeZones?(): readonly string[] } = new Intl.Locale(
    `und-${country}`,
  );
  return locale.getTimeZones?.() ?? locale.timeZones ?? [];
}
