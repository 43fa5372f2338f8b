import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

type Scheme = "light" | "dark";

export const standards = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];

/** The rows of a list look alike, so only the first six are checked. */
const rowsLikeOthers = "tbody > tr:nth-child(n + 7), [role=list] > li:nth-child(n + 7)";

/** Rules whose answer depends on colours. */
const rulesOfColour = ["color-contrast", "link-in-text-block"];

/**
 * What axe finds of the page as it stands: in the light scheme by every rule, in the dark scheme, which changes colours alone, by those
 * of colour. An open menu floats outside the page's landmarks, which only axe's "best practice" minds.
 */
export async function findings(page: Page, tags = [...standards, "best-practice"]): Promise<string[]> {
  // The line of a page that is still loading lies outside of its landmarks.
  await expect(page.getByRole("progressbar", { name: "Loading" })).toBeHidden();
  const inLight = await faults(page, "light", axe(page).withTags(tags));
  const inDark = await faults(page, "dark", axe(page).withRules(rulesOfColour));
  await showIn(page, "light");
  return [...inLight, ...inDark];
}

/** Reports violations only, and finishes in the page itself instead of a blank one, which only pages with foreign frames need: four times faster. */
function axe(page: Page): AxeBuilder {
  return new AxeBuilder({ page })
    .options({ resultTypes: ["violations"] })
    .setLegacyMode()
    .exclude(rowsLikeOthers);
}

async function faults(page: Page, scheme: Scheme, builder: AxeBuilder): Promise<string[]> {
  await showIn(page, scheme);
  const { violations } = await builder.analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${scheme}: ${id}: ${target.join(" ")}`));
}

async function showIn(page: Page, scheme: Scheme): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme });
  await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", scheme);
  // Colours that are still changing have no contrast yet, and what has just been drawn may begin to change with the next frame.
  await page.evaluate(async () => {
    const nextFrame = () => new Promise(requestAnimationFrame);
    for (;;) {
      await nextFrame();
      await nextFrame();
      const changing = document
        .getAnimations()
        .filter(
          ({ playState, effect }) => playState === "running" && effect?.getComputedTiming().iterations !== Infinity,
        );
      if (changing.length === 0) return;
      await Promise.allSettled(changing.map(({ finished }) => finished));
    }
  });
}
