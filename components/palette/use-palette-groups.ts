import { useMantineColorScheme } from "@mantine/core";
import {
  type Icon,
  IconArrowsLeftRight,
  IconCalendarPlus,
  IconClick,
  IconDeviceDesktop,
  IconHistory,
  IconKeyboard,
  IconLayoutSidebar,
  IconLogout,
  IconMoon,
  IconPhone,
  IconSun,
  IconUser,
} from "@tabler/icons-react";
import { signOut } from "next-auth/react";
import { useState } from "react";
import { useRouter } from "@/components/navigation/use-router";
import { useAccount } from "@/components/shell/account-context";
import { useFrame } from "@/components/shell/frame-context";
import { recentPages } from "@/components/shell/recent-pages";
import { useArea } from "@/components/shell/use-area";
import { useMenuItems } from "@/components/shell/use-menu-items";
import { useOtherArea } from "@/components/shell/use-other-area";
import { formatInstant } from "@/lib/platform/format/format-instant";
import { appActions } from "./app-actions";
import { pageActions, runPageAction } from "./page-actions";
import { rankTitles } from "./rank-titles";
import { useFound } from "./use-found";

export type PaletteItem = {
  key: string;
  title: string;
  detail?: string | null;
  keywords?: string;
  icon: Icon;
  run(): void;
};
type PaletteGroup = { label: string; items: PaletteItem[] };

const schemes = [
  { value: "light", title: "Switch to light", icon: IconSun },
  { value: "dark", title: "Switch to dark", icon: IconMoon },
  { value: "auto", title: "Appearance as the device", icon: IconDeviceDesktop },
] as const;

/** How many of the page's actions are offered before anything is typed. */
const pageActionsMax = 4;

/** What the palette offers for what was typed: the product's own at once, people and calls when the server has found them. */
export function usePaletteGroups(query: string): PaletteGroup[] {
  const router = useRouter();
  const area = useArea();
  const otherArea = useOtherArea();
  const { openSchedule, openShortcuts, toggleSidebar } = useFrame();
  const { timezone } = useAccount();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { people, calls } = useFound(query, area);
  const [ofThePage] = useState(pageActions);
  const isSearch = query.trim() !== "";
  const go = (href: string) => () => router.push(href);

  const pages = useMenuItems().map(
    ({ href, label, detail, icon }): PaletteItem => ({ key: href, title: label, detail, icon, run: go(href) }),
  );
  const recent = recentPages()
    .filter(({ href }) => href !== window.location.pathname)
    .map(({ href, title }): PaletteItem => ({ key: `recent ${href}`, title, icon: IconHistory, run: go(href) }));
  const here = ofThePage.map(
    (title): PaletteItem => ({
      key: `here ${title}`,
      title,
      icon: IconClick,
      run: () => afterClosing(() => runPageAction(title)),
    }),
  );
  const actions: PaletteItem[] = [
    ...(area === "workspace"
      ? [
          {
            key: "schedule",
            title: "Schedule follow-up",
            keywords: "call back remind new",
            icon: IconCalendarPlus,
            run: openSchedule,
          },
        ]
      : []),
    ...(otherArea
      ? [
          {
            key: "other-area",
            ...otherArea,
            keywords: "admin tenant switch",
            icon: IconArrowsLeftRight,
            run: go(otherArea.href),
          },
        ]
      : []),
    ...appActions[area].map(
      ({ href, isDownload, ...action }): PaletteItem => ({
        key: action.title,
        ...action,
        run: isDownload ? () => window.location.assign(href) : go(href),
      }),
    ),
    ...schemes
      .filter(({ value }) => value !== colorScheme)
      .map(
        ({ value, title, icon }): PaletteItem => ({
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
    ({ contactId, title, detail }): PaletteItem => ({
      key: contactId,
      title,
      detail,
      icon: IconUser,
      run: go(`/contacts/${contactId}`),
    }),
  );
  const foundCalls = calls.map(
    ({ id, title, startedAt, agentName, atSeconds }): PaletteItem => ({
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
