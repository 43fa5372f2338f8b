import { test as base, expect, type Page } from "@playwright/test";
import { demoTenant } from "./demo-accounts";
import { signIn } from "./sign-in";

type Fixtures = {
  /** Text of every error and warning that the browser reported. */
  complaints: string[];
};
type WorkerFixtures = { signedIn: Awaited<ReturnType<import("@playwright/test").BrowserContext["storageState"]>> };

/**
 * Three seconds after a page has loaded, Chromium complains of every preloaded file that is not in use yet, also of the
 * next page's styles when somebody is on the way there at that moment. They have to be in use soon after.
 */
const stylesNotUsed = /^The resource (\S+\.css) was preloaded using link preload but not used/;

function waitForStyles(page: Page, address: string) {
  return page.waitForFunction((href) => Array.from(document.styleSheets).some((each) => each.href === href), address, {
    timeout: 5_000,
  });
}

/** A journey of the demo tenant, signed in once for all journeys of a worker, which fails when the browser complains. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  signedIn: [
    async ({ browser }, use, { project }) => {
      const context = await browser.newContext({
        baseURL: project.use.baseURL,
        ignoreHTTPSErrors: project.use.ignoreHTTPSErrors,
      });
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
      const complaints: string[] = [];
      const onTheirWay: Promise<unknown>[] = [];
      page.on("pageerror", (error) => complaints.push(error.message));
      page.on("console", (message) => {
        if (message.type() !== "error" && message.type() !== "warning") return;
        const text = message.text();
        const [, styles] = text.match(stylesNotUsed) ?? [];
        if (!styles) complaints.push(text);
        else onTheirWay.push(waitForStyles(page, styles).catch(() => complaints.push(text)));
      });
      await use(complaints);
      await Promise.all(onTheirWay);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
