import type { Page } from "@playwright/test";
import { expect, test } from "./journey";
import { scheduleForToday } from "./schedule-for-today";

const phone = { width: 390, height: 844 };

test("a metric of the overview has one line each for its label, its value and its comparison on a desktop", async ({
  page,
}) => {
  for (const width of [1440, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto("/overview");
    const lines = await page
      .getByRole("region", { name: "Key metrics" })
      .getByRole("link")
      .evaluateAll((cards) =>
        cards.map((card) => {
          const texts = document.createTreeWalker(card, NodeFilter.SHOW_TEXT);
          const bottoms: number[] = [];
          for (let text = texts.nextNode(); text; text = texts.nextNode()) {
            // What is only for screen readers is clipped to nothing.
            if (text.parentElement && text.parentElement.offsetWidth <= 1) continue;
            const shown = document.createRange();
            shown.selectNodeContents(text);
            for (const { bottom } of shown.getClientRects())
              if (!bottoms.some((known) => Math.abs(known - bottom) < 8)) bottoms.push(bottom);
          }
          return bottoms.length;
        }),
      );
    expect(lines.length).toBeGreaterThan(8);
    expect(new Set(lines)).toEqual(new Set([3]));
  }
});

test("an overdue follow-up looks the same on a lead as in the list of follow-ups", async ({ page }) => {
  const colorOf = (element: Element) => getComputedStyle(element).color;
  const late = page.locator("main time").filter({ hasText: "overdue" }).filter({ visible: true }).first();
  await page.goto("/follow-ups?tab=overdue");
  const color = await late.evaluate(colorOf);
  expect(color).not.toBe(await page.locator("main").evaluate(colorOf));
  for (const path of ["/leads?followup=overdue", "/leads?followup=overdue&view=board"]) {
    await page.goto(path);
    expect(await late.evaluate(colorOf), path).toBe(color);
  }
});

test("the label of a column of numbers ends where its numbers do", async ({ page }) => {
  const shifted: string[] = [];
  for (const path of ["/calls", "/leads", "/agents", "/analytics"]) {
    await page.goto(path);
    await expect(page.locator("main table").first()).toBeVisible();
    shifted.push(
      ...(await page.locator("main table").evaluateAll((tables, at) => {
        const endOf = (element: Element) => {
          const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
          const ends: number[] = [];
          for (let text = texts.nextNode(); text; text = texts.nextNode()) {
            if (text.parentElement && text.parentElement.offsetWidth <= 1) continue;
            const shown = document.createRange();
            shown.selectNodeContents(text);
            ends.push(shown.getBoundingClientRect().right);
          }
          return Math.max(...ends);
        };
        return tables.flatMap((table) =>
          [...table.querySelectorAll("thead th")].flatMap((head, column) => {
            const cell = table.querySelector("tbody tr")?.children[column];
            const isOfNumbers = getComputedStyle(head).textAlign === "right" && /\d/.test(cell?.textContent ?? "");
            if (!cell || !isOfNumbers || Math.abs(endOf(head) - endOf(cell)) <= 1.5) return [];
            return [`${at}: ${head.textContent} ends at ${endOf(head)}, ${cell.textContent} at ${endOf(cell)}`];
          }),
        );
      }, path)),
    );
  }
  expect(shifted).toEqual([]);
});

test("the filters of the calls have one row, from which the others open", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto("/calls");
  const bar = page.getByRole("navigation", { name: "Filters" });
  const more = bar.getByRole("button", { name: "More filters" });
  await expect(more).toHaveAttribute("aria-expanded", "false");
  expect((await bar.boundingBox())?.height).toBeLessThan(40);
  await more.click();
  await bar.getByRole("link", { name: "Recording" }).click();
  await expect(page).toHaveURL(/recording=yes/);
  await bar.getByRole("button", { name: "Fewer filters" }).click();
  // What is in force is shown in any case.
  await expect(bar.getByRole("link", { name: "Remove the filter Recording" })).toBeVisible();
  await expect(bar.getByRole("button", { name: "Filter by quality" })).toBeHidden();
});

test("a number stands beside its country in every list", async ({ page }) => {
  const number = /\+\d[\d ]+ · [A-Z]/;
  for (const path of ["/calls", "/leads", "/follow-ups?tab=upcoming", "/follow-ups"]) {
    await page.goto(path);
    // Others may be working off what is due.
    if (path === "/follow-ups") await scheduleForToday(page, { name: "Country", phone: "+44 20 7946 0321" });
    await expect(page.getByRole("row").filter({ hasText: number }).first(), path).toBeVisible();
  }
  await page.setViewportSize(phone);
  await page.goto("/contacts");
  await expect(page.getByRole("row").filter({ hasText: number }).first()).toBeVisible();
});

test("on a page that does not exist no menu item is highlighted", async ({ page, complaints }) => {
  const main = page.getByRole("navigation", { name: "Main", exact: true });
  await page.goto("/calls/0198b0a0-0000-7000-8000-000000000000");
  await expect(page.getByRole("heading", { name: "Page not found" })).toBeVisible();
  await expect(main.locator("[aria-current]")).toHaveCount(0);
  await page.getByRole("link", { name: "Go to your calls" }).click();
  await expect(main.locator("[aria-current]")).toHaveText("Calls");
  complaints.length = 0;
});

test("on a phone names are whole, and what runs off its edge is shaded there", async ({ page }) => {
  await page.setViewportSize(phone);
  const isCut = (element: Element) =>
    element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
  for (const list of ["/leads?temperature=hot", "/contacts", "/customers"]) {
    await page.goto(list);
    await page.getByRole("row").nth(1).getByRole("link").first().click();
    await expect(page.getByRole("navigation", { name: "Breadcrumb" })).toBeVisible();
    expect(await page.getByRole("heading", { level: 1 }).evaluate(isCut), list).toBe(false);
  }
  await page.goto("/calls");
  const callers = page.locator("main [data-row-link]");
  await expect(callers.first()).toBeVisible();
  const cut = await callers.evaluateAll(
    (links) =>
      links.filter((link) => {
        const name = link.querySelector("bdi")?.getBoundingClientRect();
        return name && name.right > link.getBoundingClientRect().right + 1;
      }).length,
  );
  expect(cut).toBe(0);
  await page.goto("/follow-ups");
  const tabs = page.getByRole("navigation", { name: "Views", exact: true });
  expect(await tabs.evaluate((element) => element.scrollWidth > element.clientWidth)).toBe(true);
  expect(await tabs.evaluate((element) => getComputedStyle(element).backgroundAttachment)).toContain("local");
});

test("in the dark an empty box is as dark as its row, and its edge and the waveform stand out", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto("/calls?recording=yes");
  const box = page.getByRole("checkbox").nth(1);
  await expect(box).toBeVisible();
  const [ground, edge] = await colorsOf(page, "main tbody input[type=checkbox]", ["backgroundColor", "borderTopColor"]);
  expect(contrast(ground, await surfaceOf(page))).toBe(1);
  expect(contrast(edge, ground)).toBeGreaterThan(3);
  await page.getByRole("row").nth(1).getByRole("link").first().click();
  await expect(page.getByRole("slider", { name: "Position in the recording" })).toBeVisible();
  const [bar] = await colorsOf(page, "[role=slider] [data-role=agent]", ["backgroundColor"]);
  expect(contrast(bar, await surfaceOf(page))).toBeGreaterThan(3);
});

type ColorName = "backgroundColor" | "borderTopColor";

const colorsOf = (page: Page, selector: string, names: readonly ColorName[]) =>
  page
    .locator(selector)
    .first()
    .evaluate((element, asked) => asked.map((name) => getComputedStyle(element)[name]), names);

const surfaceOf = (page: Page) =>
  page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement("i"));
    probe.style.background = "var(--cw-surface)";
    const { backgroundColor } = getComputedStyle(probe);
    probe.remove();
    return backgroundColor;
  });

/** How much lighter one colour is than the other, as WCAG 2 measures it; both as `rgb(22, 28, 32)`. */
function contrast(one = "", other = ""): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [...color.matchAll(/\d+/g)].map(([value]) => {
    const share = Number(value) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
