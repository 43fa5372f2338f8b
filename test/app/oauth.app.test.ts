import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newId } from "@/lib/platform/ids";
import { createTestDatabase, type TestDatabase } from "@/test/database";
import { type Browser, createBrowser } from "./oauth/create-browser";
import { githubClient, startGithub } from "./oauth/start-github";
import { type LocalProvider, openidClients, type Person, startOpenidProvider } from "./oauth/start-openid-provider";
import { type App, createApp } from "./start-app";

let database: TestDatabase;
let owner: pg.Client;
let openid: LocalProvider;
let github: Awaited<ReturnType<typeof startGithub>>;
let app: App;
let site: string;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.connectionString });
  await owner.connect();
  [openid, github] = await Promise.all([startOpenidProvider(), startGithub()]);
  app = await createApp(database.connectionString, {
    NEXTAUTH_URL: "",
    GOOGLE_CLIENT_ID: openidClients.google.id,
    GOOGLE_CLIENT_SECRET: openidClients.google.secret,
    GOOGLE_ISSUER: openid.url,
    LINKEDIN_CLIENT_ID: openidClients.linkedin.id,
    LINKEDIN_CLIENT_SECRET: openidClients.linkedin.secret,
    LINKEDIN_ISSUER: openid.url,
    GITHUB_CLIENT_ID: githubClient.id,
    GITHUB_CLIENT_SECRET: githubClient.secret,
    GITHUB_BASE_URL: github.url,
  });
  site = `http://localhost:${app.port}`;
  openid.serve({ google: `${site}/api/auth/callback/google`, linkedin: `${site}/api/auth/callback/linkedin` });
  await app.start();
}, 300_000);
afterAll(async () => {
  await app.dispose();
  await Promise.all([openid.stop(), github.stop(), owner.end()]);
  await database.dispose();
});

let person: Required<Person>;
let browser: Browser;
beforeEach(() => {
  const sub = newId();
  person = { sub, name: "Ada Lovelace", email: `${sub}@caller.example`, email_verified: true };
  openid.personIs(person);
  openid.refuses(false);
  browser = createBrowser();
});

/** Where the sign-in page's button leads: the provider's own address. */
async function addressOf(provider: string, at: Browser, callbackUrl = "/overview"): Promise<string> {
  at.forget(openid.url);
  const { csrfToken } = await (await at.request(`${site}/api/auth/csrf`)).json();
  const answer = await at.request(`${site}/api/auth/signin/${provider}`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ csrfToken, callbackUrl, json: "true" }).toString(),
  });
  return (await answer.json()).url;
}

const signIn = async (provider: string, at: Browser = browser, callbackUrl?: string) =>
  at.follow(await addressOf(provider, at, callbackUrl));
const linkedTo = async (at: Browser = browser) => (await at.request(`${site}/api/account/linked-accounts`)).json();
const askToLink = (provider: string, at: Browser, headers: Record<string, string> = { origin: site }) =>
  at.request(`${site}/api/account/linked-accounts`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ provider, returnTo: "/calls" }),
  });
const usersWith = async (email: string) =>
  (await owner.query("SELECT id, auth_provider, credits FROM users WHERE email = $1", [email])).rows;
const isCallback = (url: URL) => url.origin === site && url.pathname.startsWith("/api/auth/callback/");
const refusedWith = (url: URL) => [url.pathname, url.searchParams.get("error")];
const link = async (provider: string, at: Browser) => {
  expect((await askToLink(provider, at)).status).toBe(200);
  return signIn(provider, at, "/calls");
};

describe("signing in", () => {
  test.each(["google", "linkedin"])("with %s makes an account, and the next time finds it", async (provider) => {
    expect(await signIn(provider)).toMatchObject({ url: { href: `${site}/overview` }, status: 200 });
    const [made] = await usersWith(person.email);
    expect(made).toMatchObject({ auth_provider: provider, credits: 15 });
    const another = createBrowser();
    expect(await signIn(provider, another)).toMatchObject({ url: { href: `${site}/overview` } });
    expect(await linkedTo(another)).toMatchObject([{ provider, email: person.email }]);
    expect(await usersWith(person.email)).toEqual([made]);
  });

  test("with GitHub goes by its primary address, verified there, whatever the profile shows", async () => {
    const login = newId();
    const emails = [
      { email: `${login}@other.example`, primary: false, verified: true },
      { email: `${login}@primary.example`, primary: true, verified: true },
    ];
    github.personIs({ id: app.port, login, name: null, emails });
    expect(await signIn("github")).toMatchObject({ url: { href: `${site}/overview` }, status: 200 });
    expect(await linkedTo()).toMatchObject([{ provider: "github", email: `${login}@primary.example` }]);

    const unverified = [{ email: `${login}@new.example`, primary: true, verified: false }, ...emails.slice(0, 1)];
    github.personIs({ id: app.port + 1, login, name: null, emails: unverified });
    const { url } = await signIn("github", createBrowser());
    expect(refusedWith(url)).toEqual(["/sign-in", "AddressUnverified"]);
  });

  test("with an address that the provider has not verified is refused in a sentence", async () => {
    openid.personIs({ ...person, email_verified: false });
    const { url, body } = await signIn("google");
    expect(refusedWith(url)).toEqual(["/sign-in", "AddressUnverified"]);
    expect(body).toContain("has not verified your email address");
    expect(await usersWith(person.email)).toEqual([]);
  });

  test("with an address that has an account is refused, and says how to link it", async () => {
    await owner.query("INSERT INTO users (email, name, email_verified) VALUES ($1, 'Grace', true)", [person.email]);
    const { url, body } = await signIn("google");
    expect(refusedWith(url)).toEqual(["/sign-in", "AddressTaken"]);
    expect(body).toContain("link this provider in Settings");
    expect((await browser.request(`${site}/api/account/linked-accounts`)).status).toBe(401);
  });

  test("that the person refuses at the provider ends on the sign-in page, in a sentence", async () => {
    openid.refuses(true);
    const { url, body } = await signIn("google");
    expect(url.pathname).toBe("/sign-in");
    expect(body).toContain("Nothing was changed");
  });

  test.each(["https://evil.example/", "//evil.example/x", "/\\evil.example", "http://localhost.evil.example/"])(
    "with %s to come back to stays on this site",
    async (callbackUrl) => {
      const { url } = await browser.follow(
        await addressOf("google", browser, callbackUrl).catch(() => `${site}/sign-in`),
        ({ origin }) => origin !== site && origin !== openid.url,
      );
      expect(url.origin).toBe(site);
    },
  );
});

describe("a provider's answer", () => {
  test.each([
    ["another state", (url: URL) => url.searchParams.set("state", "forged")],
    ["no state", (url: URL) => url.searchParams.delete("state")],
    ["another code", (url: URL) => url.searchParams.set("code", "forged")],
  ])("with %s signs nobody in", async (_, forge) => {
    for (const provider of ["google", "linkedin", "github"]) {
      const { url } = await browser.follow(await addressOf(provider, browser), isCallback);
      forge(url);
      expect(await browser.follow(url.href)).toMatchObject({ url: { pathname: "/sign-in" } });
      expect((await browser.request(`${site}/api/account/linked-accounts`)).status).toBe(401);
    }
    expect(await usersWith(person.email)).toEqual([]);
  });

  test("that is carried to another browser signs nobody in there", async () => {
    const { url } = await browser.follow(await addressOf("google", browser), isCallback);
    const victim = createBrowser();
    expect(await victim.follow(url.href)).toMatchObject({ url: { pathname: "/sign-in" } });
    expect((await victim.request(`${site}/api/account/linked-accounts`)).status).toBe(401);
  });
});

describe("linking", () => {
  const another = (): Required<Person> => {
    const sub = newId();
    const next = { sub, name: "Ada at work", email: `${sub}@work.example`, email_verified: true };
    openid.personIs(next);
    return next;
  };

  test("from a session adds a way to sign in to the same account, and can be undone", async () => {
    await signIn("google");
    const atWork = another();
    const session = browser.cookiesOf(site).get("callwright.session");
    expect((await link("linkedin", browser)).url.href).toBe(`${site}/calls?linked=linkedin`);
    expect(browser.cookiesOf(site).get("callwright.session")).toBe(session);
    expect(await linkedTo()).toMatchObject([{ email: person.email }, { email: atWork.email }]);
    expect(await usersWith(atWork.email)).toEqual([]);

    const elsewhere = createBrowser();
    await signIn("linkedin", elsewhere);
    expect(await linkedTo(elsewhere)).toHaveLength(2);

    const unlink = await browser.request(`${site}/api/account/linked-accounts`, {
      method: "DELETE",
      headers: { origin: site },
      body: JSON.stringify({ provider: "linkedin" }),
    });
    expect(unlink.status).toBe(200);
    expect(await linkedTo()).toMatchObject([{ email: person.email }]);
  });

  test("an account of somebody else is refused, and stays theirs", async () => {
    const theirs = createBrowser();
    await signIn("linkedin", theirs);
    const other = another();
    await signIn("google");
    openid.personIs(person);
    const { url } = await link("linkedin", browser);
    expect(refusedWith(url)).toEqual(["/calls", "LinkedElsewhere"]);
    expect(await linkedTo()).toMatchObject([{ provider: "google", email: other.email }]);
    expect(await linkedTo(theirs)).toMatchObject([{ provider: "linkedin", email: person.email }]);
  });

  test("that fails before it began ends in the settings, with its reason", async () => {
    await signIn("google");
    const { url } = await browser.follow(`${site}/sign-in?error=OAuthSignin&callbackUrl=%2Fsettings%2Fsecurity`);
    expect([url.pathname, url.searchParams.get("error")]).toEqual(["/settings/security", "OAuthSignin"]);
  });

  test("is not started by another site, nor without a session", async () => {
    expect((await askToLink("linkedin", browser)).status).toBe(401);
    await signIn("google");
    expect((await askToLink("linkedin", browser, { origin: "https://evil.example" })).status).toBe(403);
    expect((await askToLink("linkedin", browser, {})).status).toBe(403);
    expect(browser.cookiesOf(site).has("callwright.link")).toBe(false);
  });

  test("is refused when somebody else has signed in meanwhile, and links nothing to either", async () => {
    await signIn("google");
    await askToLink("linkedin", browser);
    const ticket = browser.cookiesOf(site).get("callwright.link") ?? "";
    const somebodyElse = createBrowser();
    another();
    await signIn("google", somebodyElse);
    another();
    somebodyElse.setCookie(site, "callwright.link", ticket);
    const { url } = await signIn("linkedin", somebodyElse);
    expect(refusedWith(url)).toEqual(["/calls", "LinkExpired"]);
    expect(await linkedTo(somebodyElse)).toHaveLength(1);
    expect(await linkedTo()).toHaveLength(1);
  });

  test("works once: a used request links nothing again", async () => {
    await signIn("google");
    await askToLink("linkedin", browser);
    const ticket = browser.cookiesOf(site).get("callwright.link") ?? "";
    openid.personIs({ ...another(), email_verified: false });
    expect(refusedWith((await signIn("linkedin")).url)).toEqual(["/calls", "AddressUnverified"]);
    expect(browser.cookiesOf(site).has("callwright.link")).toBe(false);
    browser.setCookie(site, "callwright.link", ticket);
    another();
    expect(refusedWith((await signIn("linkedin")).url)).toEqual(["/calls", "LinkExpired"]);
    expect(await linkedTo()).toHaveLength(1);
  });

  test("the last way to sign in cannot be unlinked", async () => {
    await signIn("google");
    const unlink = await browser.request(`${site}/api/account/linked-accounts`, {
      method: "DELETE",
      headers: { origin: site },
      body: JSON.stringify({ provider: "google" }),
    });
    expect(unlink.status).toBe(409);
    expect((await unlink.json()).message).toContain("only way to sign in");
  });
});
