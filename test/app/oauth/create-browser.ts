/** What a browser does for a person who walks through redirects: it keeps each site's cookies, and goes where it is sent. */
export type Browser = {
  /** One request, with the cookies of its site. */
  request(url: string, init?: RequestInit): Promise<Response>;
  /** Follows redirects until a page answers, or until `stopsAt` says that the next address is not to be visited. */
  follow(url: string, stopsAt?: (url: URL) => boolean): Promise<{ url: URL; status: number; body: string }>;
  cookiesOf(url: string): ReadonlyMap<string, string>;
  forget(url: string): void;
  setCookie(url: string, name: string, value: string): void;
};

const redirectsMax = 20;

export function createBrowser(): Browser {
  const jars = new Map<string, Map<string, string>>();
  const jarOf = (url: string) => {
    const { origin } = new URL(url);
    const jar = jars.get(origin) ?? new Map<string, string>();
    jars.set(origin, jar);
    return jar;
  };
  const request = async (url: string, init: RequestInit = {}) => {
    const jar = jarOf(url);
    const headers = new Headers(init.headers);
    headers.set("cookie", [...jar].map(([name, value]) => `${name}=${value}`).join("; "));
    const response = await fetch(url, { ...init, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) keep(jar, line);
    return response;
  };
  return {
    request,
    async follow(start, stopsAt) {
      let url = new URL(start);
      for (let step = 0; step < redirectsMax; step += 1) {
        if (stopsAt?.(url)) return { url, status: 0, body: "" };
        const response = await request(url.href);
        const location = response.headers.get("location");
        if (!location) return { url, status: response.status, body: await response.text() };
        await response.body?.cancel();
        url = new URL(location, url);
      }
      throw new Error(`More than ${redirectsMax} redirects, the last to ${url.href}`);
    },
    cookiesOf: jarOf,
    forget: (url) => jarOf(url).clear(),
    setCookie: (url, name, value) => void jarOf(url).set(name, value),
  };
}

function keep(jar: Map<string, string>, line: string): void {
  const [pair = "", ...attributes] = line.split(";").map((part) => part.trim());
  const at = pair.indexOf("=");
  const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
  const isGone = attributes.some((each) => /^max-age=0$/i.test(each) || /^expires=.*\b1970\b/i.test(each));
  if (isGone || value === "") jar.delete(name);
  else jar.set(name, value);
}
