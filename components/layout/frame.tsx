"use client";

import dynamic from "next/dynamic";
import { usePathname } from "next/navigation";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from "react";
import { whenConnected } from "@/components/offline/when-connected";
import type { ScheduleAction } from "../follow-ups/schedule-follow-up";
import { BottomBar } from "./bottom-bar";
import styles from "./frame.module.css";
import { noteVisit } from "./recent-pages";
import { Sidebar } from "./sidebar";
import { sidebarCookie } from "./sidebar-cookie";
import { useShortcuts } from "./use-shortcuts";

const MenuDrawer = dynamic(
  whenConnected(() => import("./menu-drawer")),
  { ssr: false },
);
const Palette = dynamic(
  whenConnected(() => import("../palette/palette")),
  { ssr: false },
);
const ShortcutsDialog = dynamic(
  whenConnected(() => import("./shortcuts-dialog")),
  { ssr: false },
);
const ScheduleDialog = dynamic(
  whenConnected(() => import("../follow-ups/schedule-dialog")),
  { ssr: false },
);

type Opened = "menu" | "palette" | "shortcuts" | "schedule" | null;
type FrameActions = {
  openMenu(): void;
  openPalette(): void;
  openShortcuts(): void;
  openSchedule(): void;
  toggleSidebar(): void;
};

const nothing = () => {};
const FrameContext = createContext<FrameActions>({
  openMenu: nothing,
  openPalette: nothing,
  openShortcuts: nothing,
  openSchedule: nothing,
  toggleSidebar: nothing,
});

/** What the frame lets its pages do. */
export const useFrame = () => useContext(FrameContext);

type FrameProps = { startsCollapsed: boolean; schedule: ScheduleAction; children: ReactNode };

/** The dashboard around a page: sidebar on a desk, drawer and bottom bar on a phone, and what opens over any page. */
export function Frame({ startsCollapsed, schedule, children }: FrameProps) {
  const [isCollapsed, setCollapsed] = useState(startsCollapsed);
  const [opened, setOpened] = useState<Opened>(null);
  const [wasMenuOpen, setWasMenuOpen] = useState(false);
  const pathname = usePathname();
  const close = () => setOpened(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever is open closes when another page opens.
  useEffect(() => setOpened(null), [pathname]);
  useEffect(() => noteVisit(pathname), [pathname]);

  const toggleSidebar = useCallback(() => {
    const next = !isCollapsed;
    setCollapsed(next);
    // biome-ignore lint/suspicious/noDocumentCookie: the server reads it, so that the page arrives at its final width.
    document.cookie = `${sidebarCookie}=${next ? "collapsed" : "open"}; path=/; max-age=31536000; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
  }, [isCollapsed]);
  const actions = useMemo(
    () => ({
      openMenu() {
        setWasMenuOpen(true);
        setOpened("menu");
      },
      openPalette: () => setOpened("palette"),
      openShortcuts: () => setOpened("shortcuts"),
      openSchedule: () => setOpened("schedule"),
      toggleSidebar,
    }),
    [toggleSidebar],
  );
  useShortcuts(actions);

  return (
    <FrameContext.Provider value={actions}>
      <a href="#content" className={styles.skip}>
        Skip to content
      </a>
      <div className={styles.frame} data-collapsed={isCollapsed || undefined}>
        <Sidebar isCollapsed={isCollapsed} onToggle={toggleSidebar} />
        <div className={styles.column}>{children}</div>
        <BottomBar />
      </div>
      {wasMenuOpen && <MenuDrawer isOpen={opened === "menu"} onClose={close} />}
      {opened === "palette" && <Palette onClose={close} />}
      {opened === "shortcuts" && <ShortcutsDialog onClose={close} />}
      {opened === "schedule" && <ScheduleDialog person={{}} action={schedule} onClose={close} />}
    </FrameContext.Provider>
  );
}
