"use client";

import { useMantineColorScheme } from "@mantine/core";
import {
  type Icon,
  IconCalendarPlus,
  IconHistory,
  IconKeyboard,
  IconMoon,
  IconSearch,
  IconSun,
  IconUser,
} from "@tabler/icons-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useRouter } from "@/components/navigation/use-router";
import { useFrame } from "../layout/frame";
import { places } from "../layout/navigation";
import { recentPages } from "../layout/recent-pages";
import styles from "./palette.module.css";
import { useFoundPeople } from "./use-found-people";

type Item = { key: string; title: string; detail?: string | null; icon: Icon; run(): void };
type Group = { label: string; items: Item[] };

/** One field that leads to any page or person and does what can be done anywhere. */
export default function Palette({ onClose }: { onClose(): void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [query, setQuery] = useState("");
  const [place, setPlace] = useState(0);
  const groups = useGroups(query);
  const items = groups.flatMap((group) => group.items);
  const current = Math.min(place, items.length - 1);

  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  useEffect(() => {
    document.getElementById(`palette-${current}`)?.scrollIntoView({ block: "nearest" });
  }, [current]);

  function choose(item: Item | undefined) {
    if (!item) return;
    onClose();
    item.run();
  }
  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && items.length > 0) {
      event.preventDefault();
      setPlace((current + step + items.length) % items.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      choose(items[current]);
    }
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a press beside it closes it, as Escape does.
    <dialog
      ref={dialog}
      className={styles.palette}
      aria-label="Search and go to"
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div className={styles.field}>
        <IconSearch size={18} stroke={1.8} aria-hidden />
        <input
          autoFocus
          type="text"
          role="combobox"
          aria-label="Search for a page, a person or an action"
          aria-expanded
          aria-controls="palette-list"
          aria-activedescendant={items.length > 0 ? `palette-${current}` : undefined}
          aria-autocomplete="list"
          placeholder="Search a name or number, a page, an action"
          value={query}
          maxLength={100}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setPlace(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div id="palette-list" role="listbox" aria-label="Found" className={styles.list}>
        {groups.map(({ label, items: own }) => (
          // biome-ignore lint/a11y/useSemanticElements: options are grouped by a role.
          <div key={label} role="group" aria-label={label}>
            <div className={styles.label} aria-hidden>
              {label}
            </div>
            {own.map((item) => {
              const index = items.indexOf(item);
              return (
                // biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the field chooses it.
                // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the option.
                <div
                  key={item.key}
                  id={`palette-${index}`}
                  role="option"
                  aria-selected={index === current}
                  className={styles.item}
                  onPointerMove={() => setPlace(index)}
                  onClick={() => choose(item)}
                >
                  <item.icon size={17} stroke={1.7} aria-hidden />
                  <span className={styles.title}>{item.title}</span>
                  {item.detail && <span className={styles.detail}>{item.detail}</span>}
                </div>
              );
            })}
          </div>
        ))}
      </div>
      <p className={styles.none} role="status">
        {items.length === 0 ? "Nothing was found." : ""}
      </p>
    </dialog>
  );
}

function useGroups(query: string): Group[] {
  const router = useRouter();
  const { openSchedule, openShortcuts } = useFrame();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const people = useFoundPeople(query);
  const wanted = query.trim().toLowerCase();
  const matches = ({ title }: { title: string }) => title.toLowerCase().includes(wanted);
  const isDark =
    colorScheme === "dark" || (colorScheme === "auto" && window.matchMedia("(prefers-color-scheme: dark)").matches);
  const hasContacts = places.some(({ href }) => href === "/contacts");

  const found = people.flatMap(({ contactId, title, detail, lastCallId }): Item[] => {
    const href = hasContacts ? `/contacts/${contactId}` : lastCallId ? `/calls/${lastCallId}` : null;
    return href ? [{ key: contactId, title, detail, icon: IconUser, run: () => router.push(href) }] : [];
  });
  const pages = places.map(({ href, label, detail, icon }) => ({
    key: href,
    title: label,
    detail,
    icon,
    run: () => router.push(href),
  }));
  const actions: Item[] = [
    { key: "schedule", title: "Schedule follow-up", icon: IconCalendarPlus, run: openSchedule },
    {
      key: "scheme",
      title: isDark ? "Switch to light" : "Switch to dark",
      icon: isDark ? IconSun : IconMoon,
      run: () => setColorScheme(isDark ? "light" : "dark"),
    },
    { key: "shortcuts", title: "Keyboard shortcuts", icon: IconKeyboard, run: openShortcuts },
  ];
  const recent = recentPages()
    .filter(({ href }) => href !== window.location.pathname)
    .map(({ href, title }) => ({ key: `recent ${href}`, title, icon: IconHistory, run: () => router.push(href) }));
  return [
    { label: "Go to", items: pages.filter(matches) },
    { label: "Actions", items: actions.filter(matches) },
    { label: "People", items: found },
    { label: "Recent", items: recent.filter(matches) },
  ].filter(({ items }) => items.length > 0);
}
