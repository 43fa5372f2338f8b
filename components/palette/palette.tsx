"use client";

import { useMantineColorScheme } from "@mantine/core";
import {
  type Icon,
  IconCalendarPlus,
  IconClick,
  IconDeviceDesktop,
  IconHistory,
  IconKeyboard,
  IconLayoutSidebar,
  IconLogout,
  IconMoon,
  IconPhone,
  IconSearch,
  IconSun,
  IconUser,
} from "@tabler/icons-react";
import { signOut } from "next-auth/react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useRouter } from "@/components/navigation/use-router";
import { formatInstant } from "@/lib/platform/format/format-instant";
import { useAccount } from "../layout/account-context";
import { useFrame } from "../layout/frame";
import { places } from "../layout/navigation";
import { recentPages } from "../layout/recent-pages";
import { appActions } from "./app-actions";
import { pageActions, runPageAction } from "./page-actions";
import styles from "./palette.module.css";
import { rankTitles } from "./rank-titles";
import { useFound } from "./use-found";

type Item = { key: string; title: string; detail?: string | null; keywords?: string; icon: Icon; run(): void };
type Group = { label: string; items: Item[] };

/** One field that leads to any page, person or call and does what a menu or a main button does. */
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
          aria-label="Search for a page, a person, a call or an action"
          aria-expanded
          aria-controls="palette-list"
          aria-activedescendant={items.length > 0 ? `palette-${current}` : undefined}
          aria-autocomplete="list"
          placeholder="Search a name, a number, words said, a page, an action"
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

const schemes = [
  { value: "light", title: "Switch to light", icon: IconSun },
  { value: "dark", title: "Switch to dark", icon: IconMoon },
  { value: "auto", title: "Appearance as the device", icon: IconDeviceDesktop },
] as const;

/** Of what the page can do, so much is offered before anybody has typed. */
const pageActionsMax = 4;

function useGroups(query: string): Group[] {
  const router = useRouter();
  const { openSchedule, openShortcuts, toggleSidebar } = useFrame();
  const { timezone } = useAccount();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { people, calls } = useFound(query);
  const [ofThePage] = useState(pageActions);
  const isSearch = query.trim() !== "";
  const go = (href: string) => () => router.push(href);

  const pages = places.map(
    ({ href, label, detail, icon }): Item => ({ key: href, title: label, detail, icon, run: go(href) }),
  );
  const recent = recentPages()
    .filter(({ href }) => href !== window.location.pathname)
    .map(({ href, title }): Item => ({ key: `recent ${href}`, title, icon: IconHistory, run: go(href) }));
  const here = ofThePage.map(
    (title): Item => ({
      key: `here ${title}`,
      title,
      icon: IconClick,
      run: () => afterClosing(() => runPageAction(title)),
    }),
  );
  const actions: Item[] = [
    {
      key: "schedule",
      title: "Schedule follow-up",
      keywords: "call back remind new",
      icon: IconCalendarPlus,
      run: openSchedule,
    },
    ...appActions.map(
      ({ href, isDownload, ...action }): Item => ({
        key: action.title,
        ...action,
        run: isDownload ? () => window.location.assign(href) : go(href),
      }),
    ),
    ...schemes
      .filter(({ value }) => value !== colorScheme)
      .map(
        ({ value, title, icon }): Item => ({
          key: title,
          title,
          icon,
          keywords: "appearance theme colour scheme mode",
          run: () => setColorScheme(value),
        }),
      ),
    {
      key: "sidebar",
      title: "Collapse or expand the menu",
      keywords: "sidebar",
      icon: IconLayoutSidebar,
      run: toggleSidebar,
    },
    { key: "shortcuts", title: "Keyboard shortcuts", keywords: "keys help", icon: IconKeyboard, run: openShortcuts },
    {
      key: "sign-out",
      title: "Sign out",
      keywords: "log out leave",
      icon: IconLogout,
      run: () => void signOut({ callbackUrl: "/sign-in" }),
    },
  ];
  const foundPeople = people.map(
    ({ contactId, title, detail }): Item => ({
      key: contactId,
      title,
      detail,
      icon: IconUser,
      run: go(`/contacts/${contactId}`),
    }),
  );
  const foundCalls = calls.map(
    ({ id, title, startedAt, agentName, atSeconds }): Item => ({
      key: id,
      title,
      detail: `${formatInstant(startedAt, timezone)} · ${agentName}`,
      icon: IconPhone,
      run: go(atSeconds === null ? `/calls/${id}` : `/calls/${id}?${callQuery(query, atSeconds)}`),
    }),
  );
  return [
    { label: "Go to", items: rankTitles(pages, query) },
    { label: "People", items: foundPeople },
    { label: "Recent", items: isSearch ? rankTitles(recent, query) : [] },
    { label: "On this page", items: isSearch ? rankTitles(here, query) : here.slice(0, pageActionsMax) },
    { label: "Actions", items: rankTitles(actions, query) },
    { label: "Calls", items: foundCalls },
    { label: "Recent", items: isSearch ? [] : recent },
  ].filter(({ items }) => items.length > 0);
}

/** What lies under the palette can only have the focus once it is gone. */
const afterClosing = (work: () => void) => void setTimeout(work);

const callQuery = (query: string, atSeconds: number) => new URLSearchParams({ t: String(atSeconds), q: query.trim() });
