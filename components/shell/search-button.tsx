"use client";

import { IconSearch } from "@tabler/icons-react";
import { useFrame } from "./frame-context";
import styles from "./page.module.css";

/** Opens the palette, for anyone who does not know its keys. */
export function SearchButton() {
  const { openPalette } = useFrame();
  return (
    <button
      type="button"
      className={styles.search}
      onClick={openPalette}
      aria-label="Search and go to"
      aria-haspopup="dialog"
      aria-keyshortcuts="Control+K Meta+K"
    >
      <IconSearch size={16} stroke={1.8} aria-hidden />
      <span>Search</span>
      <kbd aria-hidden>Ctrl K</kbd>
    </button>
  );
}
