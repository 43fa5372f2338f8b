/** Buttons of rows, of lists and of what lies over the page are not the page's own. */
const notThePages = "table, li, nav[aria-label^='Pages'], [role=dialog], [role=menu], [role=toolbar], dialog";

/** What the page that is being shown can do: its buttons and what looks like one, by their names, in their order. */
export function pageActions(): string[] {
  return [...controlsByName().keys()];
}

/** Presses the page's button of that name, which may have been drawn anew meanwhile. */
export function runPageAction(name: string): void {
  const control = controlsByName().get(name);
  control?.focus();
  control?.click();
}

function controlsByName(): Map<string, HTMLElement> {
  const controls = document.querySelectorAll<HTMLElement>(
    "[data-page-actions] :is(a, button), main :is(button, a.mantine-Button-root, a[download])",
  );
  const found = new Map<string, HTMLElement>();
  for (const control of controls) {
    const name = nameOf(control);
    const isOff = control.matches(":disabled, [aria-disabled=true], [data-disabled]");
    if (name && !found.has(name) && !isOff && !control.closest(notThePages) && control.checkVisibility())
      found.set(name, control);
  }
  return found;
}

function nameOf(control: HTMLElement): string {
  const name = control.getAttribute("aria-label") ?? control.textContent ?? "";
  return name.replaceAll(/\s+/g, " ").trim().slice(0, 60);
}
