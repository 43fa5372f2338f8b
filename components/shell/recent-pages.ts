export type RecentPage = { href: string; title: string };

/** Kept for this tab only, so that the next user of the browser does not see it in a new tab. */
const key = "callwright.recent";
const pagesMax = 6;

/** Remembers a page that was opened, once its title is there. */
export function noteVisit(pathname: string): () => void {
  const timer = setTimeout(() => {
    const title = document.title.replace(/^\(\d+\+?\) /, "").replace(/ · Callwright$/, "");
    const others = recentPages().filter(({ href }) => href !== pathname);
    sessionStorage.setItem(key, JSON.stringify([{ href: pathname, title }, ...others].slice(0, pagesMax)));
  }, 800);
  return () => clearTimeout(timer);
}

/** The pages that were opened last, the newest first. */
export function recentPages(): RecentPage[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isPage) : [];
  } catch {
    return [];
  }
}

function isPage(value: unknown): value is RecentPage {
  return (
    typeof value === "object" &&
    value !== null &&
    "href" in value &&
    typeof value.href === "string" &&
    value.href.startsWith("/") &&
    "title" in value &&
    typeof value.title === "string"
  );
}
