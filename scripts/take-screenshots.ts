// Takes a picture of every page of a running product with demo data, on desk and phone, light and dark, full and empty:
// DEMO_PASSWORD=… npm run screenshots -- http://localhost:3000 [folder]
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "@playwright/test";
import { ownAddress, registerAndConfirm } from "@/e2e/account-steps";
import { signIn } from "@/e2e/sign-in";
import { findBrowser } from "./find-browser";
import { type PictureOf, picturesOfAdmins, picturesOfEverybody, picturesOfTenants } from "./pictures";

const address = process.argv[2] ?? "http://localhost:3000";
const folder = process.argv[3] ?? "screenshots";
const password = process.env.DEMO_PASSWORD;
if (!password) {
  console.error("Set DEMO_PASSWORD to the demo tenant's password, which npm start printed.");
  process.exit(2);
}

const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const schemes = ["light", "dark"] as const;
const cumulativeLayoutShiftMax = 0.02;
let complaints = 0;

await mkdir(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: findBrowser(), args: ["--no-sandbox", "--disable-gpu"] });
try {
  const empty = await withPage(browser, { ...ownAddress }, registerAndConfirm);
  const tenants = { full: { email: "demo@example.com", password }, empty };
  for (const scheme of schemes) {
    for (const [size, viewport] of Object.entries(sizes)) {
      const options = { viewport, colorScheme: scheme, reducedMotion: "reduce" } as const;
      await withPage(browser, options, (page) => takeAll(page, picturesOfEverybody, `${size}-${scheme}`));
      for (const [state, account] of Object.entries(tenants))
        await withPage(browser, options, async (page) => {
          await signIn(page, account);
          await takeAll(page, picturesOfTenants, `${size}-${scheme}-${state}`);
        });
      await withPage(browser, options, async (page) => {
        await signIn(page, { email: "admin@example.com", password }, "/admin");
        await takeAll(page, picturesOfAdmins, `${size}-${scheme}-full`);
      });
    }
  }
} finally {
  await browser.close();
}
console.log(`The pictures are in ${folder}.`);
if (complaints > 0) process.exitCode = 1;

async function withPage<T>(
  from: Browser,
  options: BrowserContextOptions,
  work: (page: Page) => Promise<T>,
): Promise<T> {
  const context = await from.newContext({ baseURL: address, ...options });
  try {
    return await work(await context.newPage());
  } finally {
    await context.close();
  }
}

async function takeAll(page: Page, pictures: readonly PictureOf[], suffix: string): Promise<void> {
  let name = "";
  page.on("console", (message) => {
    // The browser records that a page which is not there was answered with 404.
    if (message.location().url !== page.url() || !message.text().includes("404"))
      complain(`${name}: the console says “${message.text()}”`);
  });
  page.on("pageerror", (error) => complain(`${name}: ${error}`));
  await page.addInitScript(countLayoutShifts);
  for (const picture of pictures) {
    name = `${picture.name}-${suffix}`;
    const isThere = await picture.open(page);
    if (!isThere) continue;
    // The live connection never falls silent, so there is no idle network to wait for: charts and fonts get a moment.
    await page.waitForTimeout(800);
    await page.screenshot({ path: path.join(folder, `${name}.png`) });
    const shift = await page.evaluate(() => Number(document.documentElement.dataset.layoutShift ?? 0));
    if (shift > cumulativeLayoutShiftMax) complain(`${name}: the layout shifted by ${shift.toFixed(3)}`);
  }
}

/** Runs in the page, before anything of it does. */
function countLayoutShifts() {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { value, hadRecentInput } = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
      if (!hadRecentInput) sum += value;
    }
    document.documentElement.dataset.layoutShift = String(sum);
  }).observe({ type: "layout-shift", buffered: true });
}

function complain(sentence: string): void {
  complaints += 1;
  console.error(sentence);
}
