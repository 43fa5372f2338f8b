"use client";

import { IconMenu2 } from "@tabler/icons-react";
import { useFrame } from "./frame";
import styles from "./frame.module.css";

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
