"use client";

import { Drawer, Group } from "@mantine/core";
import { usePathname } from "next/navigation";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { BottomBar } from "./bottom-bar";
import { BrandMark } from "./brand";
import styles from "./frame.module.css";
import { Sidebar } from "./sidebar";
import { sidebarCookie } from "./sidebar-cookie";

const FrameContext = createContext<{ openMenu(): void }>({ openMenu: () => {} });

/** What the frame lets its pages do. */
export const useFrame = () => useContext(FrameContext);

/** The dashboard around a page: sidebar on a desk, drawer and bottom bar on a phone. */
export function Frame({ startsCollapsed, children }: { startsCollapsed: boolean; children: ReactNode }) {
  const [isCollapsed, setCollapsed] = useState(startsCollapsed);
  const [isMenuOpen, setMenuOpen] = useState(false);
  const pathname = usePathname();

  // biome-ignore lint/correctness/useExhaustiveDependencies: the drawer closes whenever another page opens.
  useEffect(() => setMenuOpen(false), [pathname]);

  function toggleCollapsed() {
    const next = !isCollapsed;
    setCollapsed(next);
    // biome-ignore lint/suspicious/noDocumentCookie: the server reads it, so that the page arrives at its final width.
    document.cookie = `${sidebarCookie}=${next ? "collapsed" : "open"}; path=/; max-age=31536000; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
  }

  return (
    <FrameContext.Provider value={{ openMenu: () => setMenuOpen(true) }}>
      <a href="#content" className={styles.skip}>
        Skip to content
      </a>
      <div className={styles.frame} data-collapsed={isCollapsed || undefined}>
        <Sidebar isCollapsed={isCollapsed} onToggle={toggleCollapsed} />
        <div className={styles.column}>{children}</div>
        <BottomBar />
      </div>
      <Drawer
        opened={isMenuOpen}
        onClose={() => setMenuOpen(false)}
        size={264}
        title={
          <Group gap={10} fw={650}>
            <BrandMark />
            Callwright
          </Group>
        }
        closeButtonProps={{ "aria-label": "Close menu" }}
      >
        <Sidebar isCollapsed={false} isInDrawer />
      </Drawer>
    </FrameContext.Provider>
  );
}
