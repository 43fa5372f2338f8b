/**
 * Whether a request that is to change something comes from our own pages. Browsers name the origin of every such request: it is the site's,
 * or has the host that they asked, wherever a proxy took it from there, by the site's scheme.
 */
export function isOwnOrigin(headers: Pick<Headers, "get">, siteUrl: string): boolean {
  const given = headers.get("origin");
  if (given === null) return headers.get("sec-fetch-site") === "same-origin";
  if (!URL.canParse(given)) return false;
  const [origin, site] = [new URL(given), new URL(siteUrl)];
  if (origin.protocol !== site.protocol) return false;
  return origin.host === site.host || origin.host === (headers.get("x-forwarded-host") ?? headers.get("host"));
}
