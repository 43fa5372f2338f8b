/** A browser's cookies, and the place that it asks from. */
export type Visit = { cookies: Map<string, string>; ipAddress: string };

export const newVisit = (ipAddress: string): Visit => ({ cookies: new Map(), ipAddress });

/** Asks without following anything, and keeps the cookies that are set. */
export async function ask(visit: Visit, url: string, init: RequestInit = {}): Promise<Response> {
  const cookie = [...visit.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const headers = { cookie, "x-forwarded-for": visit.ipAddress, ...init.headers };
  const answer = await fetch(url, { redirect: "manual", ...init, headers });
  for (const set of answer.headers.getSetCookie()) {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
    visit.cookies.set(name, value);
  }
  return answer;
}

/** Signs in as the form does, which asks to be led to `callbackUrl`. */
export async function signInOverHttp(
  visit: Visit,
  origin: string,
  email: string,
  password: string,
  callbackUrl = origin,
): Promise<Response> {
  const { csrfToken } = await (await ask(visit, `${origin}/api/auth/csrf`)).json();
  const body = new URLSearchParams({ csrfToken, email, password, json: "true", callbackUrl });
  return ask(visit, `${origin}/api/auth/callback/credentials`, { method: "POST", body });
}
