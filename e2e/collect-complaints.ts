import type { ConsoleMessage, Page } from "@playwright/test";

export type Complaints = {
  /** Text of every error and warning that the browser has reported so far. */
  complaints: string[];
  /** The same, once nothing is on its way any more. */
  settled(): Promise<string[]>;
};

/**
 * Three seconds after a page has loaded, Chromium complains of every preloaded file that is not in use yet, also of the
 * next page's styles when somebody is on the way there at that moment. They have to be in use soon after.
 */
const stylesNotUsed = /^The resource (\S+\.css) was preloaded using link preload but not used/;

/**
 * Listens to a page from now on.
 * @param isExpected which messages of the console are none to complain of.
 */
export function collectComplaints(
  page: Page,
  isExpected: (message: ConsoleMessage) => boolean = () => false,
): Complaints {
  const complaints: string[] = [];
  const onTheirWay: Promise<unknown>[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (!["error", "warning"].includes(message.type()) || isExpected(message)) return;
    const text = message.text();
    const [, styles] = text.match(stylesNotUsed) ?? [];
    if (!styles) complaints.push(text);
    else onTheirWay.push(waitForStyles(page, styles).catch(() => complaints.push(text)));
  });
  return {
    complaints,
    async settled() {
      await Promise.all(onTheirWay);
      return complaints;
    },
  };
}

function waitForStyles(page: Page, address: string) {
  return page.waitForFunction((href) => Array.from(document.styleSheets).some((each) => each.href === href), address, {
    timeout: 30_000,
  });
}
