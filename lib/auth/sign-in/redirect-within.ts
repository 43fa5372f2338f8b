/**
 * The address that next-auth redirects to: always one of this site. next-auth's own rule fails on a text that is no address.
 * @param baseUrl the site's origin.
 */
export function redirectWithin(url: string, baseUrl: string): string {
  const base = url.startsWith("/") ? baseUrl : undefined;
  if (!URL.canParse(url, base)) return baseUrl;
  const { origin, href } = new URL(url, base);
  return origin === baseUrl ? href : baseUrl;
}
