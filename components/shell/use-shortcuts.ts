import { useEffect, useEffectEvent } from "react";
import { useRouter } from "@/components/navigation/use-router";
import { areShortcutsOn } from "./shortcut-switch";
import { useMenuItems } from "./use-menu-items";

/** How long a g waits for the letter of a page. */
const sequenceMs = 1_500;

type ShortcutActions = { openPalette(): void; openShortcuts(): void };

/** The keys of every page. Those without Ctrl or Cmd do nothing while somebody types or a dialog or menu is open, and can be turned off. */
export function useShortcuts({ openPalette, openShortcuts }: ShortcutActions): void {
  const router = useRouter();
  const items = useMenuItems();
  const goTo = useEffectEvent((key: string): boolean => {
    const item = items.find((each) => each.key === key);
    if (item) router.push(item.href);
    return item !== undefined;
  });
  useEffect(() => {
    let goUntil = 0;
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.altKey) return;
      if (event.ctrlKey || event.metaKey) {
        if (event.key.toLowerCase() !== "k" || event.shiftKey) return;
        event.preventDefault();
        openPalette();
        return;
      }
      if (isTyping(event.target) || isCovered() || !areShortcutsOn()) return;
      const isGoing = event.timeStamp < goUntil;
      goUntil = 0;
      if (isGoing && goTo(event.key)) {
        event.preventDefault();
        return;
      }
      if (event.key === "g") goUntil = event.timeStamp + sequenceMs;
      else if (event.key === "?") openShortcuts();
      else if (event.key === "/") focusSearch(openPalette);
      else if (event.key === "j" || event.key === "k") {
        if (!moveRow(event.key === "j" ? 1 : -1)) return;
      } else return;
      event.preventDefault();
    }
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [openPalette, openShortcuts]);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]") !== null
  );
}

/** Whether a dialog or a menu lies over the page. */
function isCovered(): boolean {
  return document.querySelector("dialog[open], [role=dialog], [role=menu], [role=listbox]") !== null;
}

function focusSearch(openPalette: () => void): void {
  const field = document.querySelector<HTMLInputElement>("[data-search-field]");
  if (!field) openPalette();
  field?.focus();
  field?.select();
}

/** Moves the focus by rows of the page's table; false where there is none. */
function moveRow(step: 1 | -1): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>("tr[data-row]")];
  if (rows.length === 0) return false;
  const current = rows.findIndex((row) => row.contains(document.activeElement));
  const row =
    rows[current < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.max(0, Math.min(rows.length - 1, current + step))];
  row?.querySelector<HTMLElement>("[data-row-link], [data-first-action], a, button")?.focus();
  row?.scrollIntoView({ block: "nearest" });
  return true;
}
