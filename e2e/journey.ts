import { test as base, expect } from "@playwright/test";
import { collectComplaints } from "./collect-complaints";
import { demoTenant } from "./demo-accounts";
import { signIn } from "./sign-in";

type Fixtures = {
  /** Text of every error and warning that the browser reported. */
  complaints: string[];
};
type WorkerFixtures = { signedIn: Awaited<ReturnType<import("@playwright/test").BrowserContext["storageState"]>> };

/** A journey of the demo tenant, signed in once for all journeys of a worker, which fails when the browser complains. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  signedIn: [
    async ({ browser }, use, { project }) => {
      const context = await browser.newContext({ baseURL: project.use.baseURL });
      const page = await context.newPage();
      await signIn(page, demoTenant);
      await use(await context.storageState());
      await context.close();
    },
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

export { expect };
