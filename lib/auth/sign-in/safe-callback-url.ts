const ownOrigin = "http://own.invalid";

/** Leads each role to where its work begins. */
export const homePath = "/";

/** Where to go after signing in: a page of this site, whatever the address asks for. */
export function safeCallbackUrl(wanted: unknown): string {
  if (typeof wanted !== "string" || !wanted.startsWith("/") || !URL.canParse(wanted, ownOrigin)) return homePath;
  // Parsing as a browser does unmasks "//elsewhere", "/\elsewhere" and tabs or line breaks in between.
  const url = new URL(wanted, ownOrigin);
  if (url.origin !== ownOrigin || url.pathname.startsWith("//")) return homePath;
  if (url.pathname === "/" || /^\/(sign-in|api)(\/|$)|^\/two-factor$/.test(url.pathname)) return homePath;
  return `${url.pathname}${url.search}${url.hash}`;
}
