// Takes docs/overview.png from a running product with demo data: npm run picture -- http://localhost:3000
import { chromium } from "@playwright/test";
import { findBrowser } from "./find-browser";

const address = process.argv[2] ?? "http://localhost:3000";
const password = process.env.DEMO_PASSWORD;
if (!password) {
  console.error("Set DEMO_PASSWORD to the demo tenant's password, which npm start printed.");
  process.exit(2);
}

const browser = await chromium.launch({ executablePath: findBrowser(), args: ["--no-sandbox", "--disable-gpu"] });
const page = await browser.newPage({
  viewport: { width: 1440, height: 900 },
  deviceScaleFactor: 1.5,
  colorScheme: "light",
  reducedMotion: "reduce",
});
await page.goto(`${address}/sign-in`);
await page.getByLabel("Email").fill("demo@example.com");
await page.getByLabel("Password", { exact: true }).fill(password);
await page.getByRole("button", { name: /sign in/i }).click();
await page.waitForURL("**/overview**");
await page.getByText("Live", { exact: true }).waitFor();
await page.getByRole("region", { name: "Calls over time" }).locator("svg").first().waitFor();
await page.screenshot({ path: "docs/overview.png" });
await browser.close();
console.log("Wrote docs/overview.png");
