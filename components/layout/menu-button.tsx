"use client";

import { ActionIcon } from "@mantine/core";
import { IconMenu2 } from "@tabler/icons-react";
import { useFrame } from "./frame";

export function MenuButton() {
  const { openMenu } = useFrame();
  return (
    <ActionIcon variant="subtle" color="gray" size={40} onClick={openMenu} aria-label="Open menu" hiddenFrom="sm">
      <IconMenu2 size={20} stroke={1.7} aria-hidden />
    </ActionIcon>
  );
}
