import { type Place, places } from "./navigation";

/** The groups of the menu by the addresses of their places; a place that is in none stands in the first. */
const groups = [
  { label: "Work", hrefs: ["/overview", "/calls", "/leads", "/contacts", "/follow-ups", "/customers"] },
  { label: "Insight", hrefs: ["/agents", "/analytics", "/notifications"] },
  { label: "Account", hrefs: ["/settings"] },
] as const;

/** The phone's bar has room for five. */
const mainHrefs = ["/overview", "/calls", "/leads", "/follow-ups", "/notifications", "/contacts", "/settings"];
const mainMax = 5;

/** The letter that leads to a place after g. */
export const goKeys: Readonly<Record<string, string>> = {
  o: "/overview",
  c: "/calls",
  l: "/leads",
  p: "/contacts",
  f: "/follow-ups",
  u: "/customers",
  a: "/agents",
  y: "/analytics",
  n: "/notifications",
  s: "/settings",
};

const isIn = (hrefs: readonly string[]) => (place: Place) => hrefs.includes(place.href);
const known = groups.flatMap(({ hrefs }): readonly string[] => hrefs);

/** The menu's groups with the places that there are. */
export const placeGroups = groups
  .map(({ label, hrefs }, index) => ({
    label,
    places: places.filter((place) => isIn(hrefs)(place) || (index === 0 && !isIn(known)(place))),
  }))
  .filter((group) => group.places.length > 0);

export const mainPlaces = mainHrefs.flatMap((href) => places.filter((place) => place.href === href)).slice(0, mainMax);
