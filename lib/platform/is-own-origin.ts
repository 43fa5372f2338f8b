/**
 * Whether a changing request comes from our own pages. Browsers send the origin of every such request: it must be the site's, or have the
 * requested host, as passed on by proxies, and the site's scheme.
 */
export function isOwnOrigin(headers: Pick<Headers, "get">, siteUrl: string): boolean {
  const given = headers.get("origin");
  if (given === null) return headers.get("sec-fetch-site") === "same-origin";
  if (!URL.canParse(given)) return false;
  const [origin, site] = [new URL(given), new URL(siteUrl)];
  if (origin.protocol !== site.protocol) return false;
  return origin.host === site.host || origin.host === (headers.get("x-forwarded-host") ?? headers.get("host"));
}
