import { type Browser, type BrowserContext, test as base, expect } from "@playwright/test";
import { collectComplaints } from "./collect-complaints";
import { demoAdmin, demoTenant } from "./demo-accounts";
import { signIn } from "./sign-in";

type Fixtures = {
  /** Text of every error and warning that the browser reported. */
  complaints: string[];
};
type State = Awaited<ReturnType<BrowserContext["storageState"]>>;
type WorkerFixtures = { signedIn: State; adminSignedIn: State };

async function stateOf(browser: Browser, baseURL: string | undefined, ...[account, home]: SignIn): Promise<State> {
  const context = await browser.newContext({ baseURL });
  const page = await context.newPage();
  await signIn(page, account, home);
  const state = await context.storageState();
  await context.close();
  return state;
}
type SignIn = [account: typeof demoTenant, home?: string];

/** A journey of the demo tenant, signed in once for all journeys of a worker, which fails when the browser complains. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  signedIn: [
    async ({ browser }, use, { project }) => use(await stateOf(browser, project.use.baseURL, demoTenant)),
    { scope: "worker" },
  ],
  adminSignedIn: [
    async ({ browser }, use, { project }) => use(await stateOf(browser, project.use.baseURL, demoAdmin, "/admin")),
    { scope: "worker" },
  ],
  storageState: ({ signedIn }, use) => use(signedIn),
  complaints: [
    async ({ page }, use) => {
      const { complaints, settled } = collectComplaints(page);
      await use(complaints);
      expect(await settled()).toEqual([]);
    },
    { auto: true },
  ],
});

/** The same of the demo administrator. */
export const adminTest = test.extend({ storageState: ({ adminSignedIn }, use) => use(adminSignedIn) });

export { expect };
