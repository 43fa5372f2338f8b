"use client";

import { ActionIcon } from "@mantine/core";
import { IconPrinter } from "@tabler/icons-react";

/** Prints the call as one document: its facts and what was said. */
export function PrintButton() {
  return (
    <ActionIcon
      variant="default"
      size={32}
      onClick={() => window.print()}
      aria-label="Print this call"
      title="Print this call"
    >
      <IconPrinter size={17} stroke={1.7} aria-hidden />
    </ActionIcon>
  );
}
