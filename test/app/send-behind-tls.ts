/** The site in front of each server that is asked for by its own port. */
const sites = new Map<string, string>();
let isReplaced = false;

/**
 * From now on anyone who asks the server at a port asks the site in front of it, as a browser does that is on the site: also what says that
 * it comes from the server's own pages then comes from the site's.
 */
export function sendBehindTls(port: number, origin: string): void {
  sites.set(String(port), origin);
  if (isReplaced) return;
  isReplaced = true;
  const send = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    if (input instanceof Request) return send(input, init);
    const headers = new Headers(init?.headers);
    const from = headers.get("origin");
    if (from !== null) headers.set("origin", siteOf(from)?.origin ?? from);
    return send(siteOf(String(input)) ?? input, { ...init, headers });
  };
}

function siteOf(address: string): URL | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  const site = sites.get(url.port);
  return site === undefined || url.protocol !== "http:" ? null : new URL(`${url.pathname}${url.search}`, site);
}
