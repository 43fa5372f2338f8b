"use client";

import { IconMenu2 } from "@tabler/icons-react";
import styles from "./frame.module.css";
import { useFrame } from "./frame-context";

export function MenuButton() {
  const { openMenu } = useFrame();
  return (
    <button
      type="button"
      className={styles.menubutton}
      onClick={openMenu}
      aria-label="Open menu"
      aria-haspopup="dialog"
    >
      <IconMenu2 size={20} stroke={1.7} aria-hidden />
    </button>
  );
}
