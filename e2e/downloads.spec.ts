import { readFile } from "node:fs/promises";
import { behindTls } from "./behind-tls";
import { expect, test } from "./journey";

test("a file is saved over a connection that is opened for it", { tag: behindTls }, async ({ page }) => {
  // The page comes from no server, so that no connection is there to be used again.
  await page.route("**/nowhere", (route) =>
    route.fulfill({ contentType: "text/html", body: '<a href="/api/calls/export" download>Export CSV</a>' }),
  );
  await page.goto("/nowhere");
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export CSV" }).click();
  const file = await (await download).path();
  expect((await readFile(file, "utf8")).split("\r\n").length).toBeGreaterThan(1_000);
});
