import { type APIRequestContext, test as base, type Page, request } from "@playwright/test";
import { demoAdmin, demoTenant } from "./demo-accounts";

type Account = { email: string; password: string };
type StorageState = Awaited<ReturnType<APIRequestContext["storageState"]>>;
type PageFixtures = { tenantPage: Page; adminPage: Page };
type WorkerFixtures = { signInAs: (account: Account, baseURL: string | undefined) => Promise<StorageState> };

/** A `test` whose `tenantPage` and `adminPage` are signed in before they open. */
export const test = base.extend<PageFixtures, WorkerFixtures>({
  signInAs: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern.
    async ({}, use) => {
      const states = new Map<string, Promise<StorageState>>();
      await use((account, baseURL) => {
        const state = states.get(account.email) ?? signIn(account, baseURL);
        states.set(account.email, state);
        return state;
      });
    },
    { scope: "worker" },
  ],
  tenantPage: async ({ browser, baseURL, signInAs }, use) => {
    const context = await browser.newContext({ storageState: await signInAs(demoTenant, baseURL) });
    await use(await context.newPage());
    await context.close();
  },
  adminPage: async ({ browser, baseURL, signInAs }, use) => {
    const context = await browser.newContext({ storageState: await signInAs(demoAdmin, baseURL) });
    await use(await context.newPage());
    await context.close();
  },
});

/** Signs in as the form does, without a browser. */
async function signIn(account: Account, baseURL: string | undefined): Promise<StorageState> {
  const http = await request.newContext({ baseURL });
  const { csrfToken } = await (await http.get("/api/auth/csrf")).json();
  const answer = await http.post("/api/auth/callback/credentials", { form: { ...account, csrfToken, json: "true" } });
  if (!answer.ok()) throw new Error(`${account.email} could not sign in: ${answer.status()} ${await answer.text()}`);
  const state = await http.storageState();
  await http.dispose();
  return state;
}
