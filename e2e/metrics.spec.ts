import { expect, test } from "./journey";

const widths = [1440, 1280, 1100, 800, 390];
const ranges = ["range=today", "range=7d", "range=30d", "range=90d", "range=30d&vs=previous", "range=today&vs=year"];

test("no metric of the overview spills out of its card, whatever the range and the width", async ({ page }) => {
  const spilled: string[] = [];
  for (const range of ranges) {
    await page.goto(`/overview?${range}`);
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      const found = await page
        .getByRole("region", { name: "Key metrics" })
        .getByRole("link")
        .evaluateAll((cards) =>
          cards.flatMap((card) => {
            const box = card.getBoundingClientRect();
            const texts = document.createTreeWalker(card, NodeFilter.SHOW_TEXT);
            const out: string[] = [];
            for (let text = texts.nextNode(); text; text = texts.nextNode()) {
              // What is only for screen readers is clipped to nothing.
              if (text.parentElement && text.parentElement.offsetWidth <= 1) continue;
              const shown = document.createRange();
              shown.selectNodeContents(text);
              for (const rect of shown.getClientRects())
                if (rect.right > box.right + 1 || rect.bottom > box.bottom + 1) out.push(text.textContent ?? "");
            }
            return out;
          }),
        );
      spilled.push(...found.map((text) => `${range} at ${width}: ${text}`));
    }
  }
  expect(spilled).toEqual([]);
});

test("the length of every bar is the share that stands beside it", async ({ page }) => {
  for (const path of ["/overview?range=90d", "/analytics?range=90d"]) {
    await page.goto(path);
    await expect(page.getByText("What people asked for")).toBeVisible();
    const bars = await page.locator("main li a").evaluateAll((rows) =>
      rows.flatMap((row) => {
        // The share stands in an element of its own: written together with the count before it, it would be another number.
        const share = [...row.querySelectorAll("span:not(:has(*))")]
          .map((element) => /^([\d.]+)\s%$/.exec(element.textContent?.trim() ?? "")?.[1])
          .find((written) => written !== undefined);
        const track = row.querySelector("[aria-hidden] > [style*=width]")?.parentElement;
        const bar = track?.firstElementChild;
        if (share === undefined || !track || !bar) return [];
        const length = (100 * bar.getBoundingClientRect().width) / track.getBoundingClientRect().width;
        return [{ text: row.textContent, share: Math.min(100, Number(share)), length }];
      }),
    );
    expect(bars.length).toBeGreaterThan(8);
    expect(bars.filter(({ share, length }) => Math.abs(share - length) > 1)).toEqual([]);
  }
});

test("metrics are set in tabular numbers, and words, addresses, references and dates are not", async ({ page }) => {
  const variantOf = (element: Element) => getComputedStyle(element).fontVariantNumeric;
  await page.goto("/customers");
  const reference = page.getByText(/^CUST-\d{4}-\d{4}$/).first();
  expect(await reference.evaluate(variantOf)).toBe("normal");
  expect(await page.locator("main").evaluate(variantOf)).toBe("normal");
  await page.goto("/calls");
  const number = page.getByRole("cell", { name: /^\d+:\d\d$/ }).first();
  expect(await number.evaluate(variantOf)).toBe("tabular-nums");
  expect(await page.getByRole("row").nth(1).getByRole("link").evaluate(variantOf)).toBe("normal");
  await page.goto("/overview");
  const value = page.getByRole("region", { name: "Key metrics" }).getByText(/^[\d,]+$/);
  expect(await value.first().evaluate(variantOf)).toBe("tabular-nums");
});

test("what a period is compared with is named, chosen, opened by its metrics and the same in the file", async ({
  page,
}) => {
  await page.goto("/analytics?range=7d");
  const table = page.getByRole("region", { name: "Both periods side by side" });
  const other = table
    .getByRole("row", { name: /^Calls/ })
    .getByRole("cell")
    .nth(1)
    .getByRole("link");
  const count = await other.textContent();
  await expect(page.getByText(/against \d.*, the last day up to \d\d:\d\d/).first()).toBeVisible();
  const href = await page
    .getByRole("region", { name: "Both periods", exact: true })
    .getByRole("link", { name: "Export CSV" })
    .getAttribute("href");
  const file = await (await page.request.get(href ?? "")).text();
  expect(file).toMatch(/Compared with \d.*, the last day up to \d\d:\d\d/);
  await other.click();
  await expect(page).toHaveURL(/until=\d\d%3A\d\d/);
  await expect(page.getByRole("button", { name: /^Last day until: \d\d:\d\d$/ })).toBeVisible();
  const list = await (await page.request.get(`/api/calls/export${new URL(page.url()).search}`)).text();
  expect(list.trim().split("\r\n")).toHaveLength(Number(count?.replaceAll(",", "")) + 1);

  await page.goto("/overview?range=7d");
  await page.getByRole("button", { name: "Compared with: Same weekdays" }).click();
  await page.getByRole("menuitem", { name: "Previous year" }).click();
  await expect(page).toHaveURL(/\/overview\?range=7d&vs=year/);
  await expect(page.getByRole("button", { name: "Compared with: Previous year" })).toBeVisible();
});
