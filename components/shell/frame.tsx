"use client";

import dynamic from "next/dynamic";
import { usePathname } from "next/navigation";
import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import type { ScheduleAction } from "@/components/follow-ups/schedule-action";
import { whenConnected } from "@/components/offline/when-connected";
import { BottomBar } from "./bottom-bar";
import styles from "./frame.module.css";
import { FrameContext } from "./frame-context";
import { noteVisit } from "./recent-pages";
import { Sidebar } from "./sidebar";
import { sidebarCookie } from "./sidebar-cookie";
import { useArea } from "./use-area";
import { useShortcuts } from "./use-shortcuts";

const MenuDrawer = dynamic(
  whenConnected(() => import("./menu-drawer")),
  { ssr: false },
);
const Palette = dynamic(
  whenConnected(() => import("@/components/palette/palette")),
  { ssr: false },
);
const ShortcutsDialog = dynamic(
  whenConnected(() => import("./shortcuts-dialog")),
  { ssr: false },
);
const ScheduleDialog = dynamic(
  whenConnected(() => import("@/components/follow-ups/schedule-dialog")),
  { ssr: false },
);

type Opened = "menu" | "palette" | "shortcuts" | "schedule" | null;

type FrameProps = {
  startsCollapsed: boolean;
  /** Of a workspace, in which follow-ups can be scheduled from any page. */
  schedule?: ScheduleAction;
  children: ReactNode;
};

/** The frame around a page of either area: sidebar on a desk, drawer and bottom bar on a phone, and what opens over any page. */
export function Frame({ startsCollapsed, schedule, children }: FrameProps) {
  const [isCollapsed, setCollapsed] = useState(startsCollapsed);
  const [opened, setOpened] = useState<Opened>(null);
  const [isOutsideMenu, setOutsideMenu] = useState(false);
  const [wasMenuOpen, setWasMenuOpen] = useState(false);
  const [wasPaletteOpen, setWasPaletteOpen] = useState(false);
  const pathname = usePathname();
  const area = useArea();
  const close = () => setOpened(null);
  // What was chosen there may have opened something else by now.
  const closePalette = () => setOpened((now) => (now === "palette" ? null : now));

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
      openPalette() {
        setWasPaletteOpen(true);
        setOpened("palette");
      },
      openShortcuts: () => setOpened("shortcuts"),
      openSchedule: () => setOpened("schedule"),
      toggleSidebar,
      setOutsideMenu,
      isOutsideMenu,
    }),
    [toggleSidebar, isOutsideMenu],
  );
  useShortcuts(actions);

  return (
    <FrameContext.Provider value={actions}>
      <a href="#content" className={styles.skip}>
        Skip to content
      </a>
      <div className={styles.frame} data-area={area} data-collapsed={isCollapsed || undefined}>
        <Sidebar isCollapsed={isCollapsed} onToggle={toggleSidebar} />
        <div className={styles.column}>{children}</div>
        <BottomBar />
      </div>
      {wasMenuOpen && <MenuDrawer isOpen={opened === "menu"} onClose={close} />}
      {wasPaletteOpen && <Palette isOpen={opened === "palette"} onClose={closePalette} />}
      {opened === "shortcuts" && <ShortcutsDialog onClose={close} />}
      {opened === "schedule" && schedule && <ScheduleDialog person={{}} action={schedule} onClose={close} />}
    </FrameContext.Provider>
  );
}
