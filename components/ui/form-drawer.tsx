import { Drawer } from "@mantine/core";
import type { ReactNode } from "react";

type FormDrawerProps = { isOpen: boolean; title: string; onClose(): void; children: ReactNode };

/** A form beside the page that it belongs to. Load it with `next/dynamic` when it is first opened. */
export default function FormDrawer({ isOpen, title, onClose, children }: FormDrawerProps) {
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      title={title}
      position="right"
      size={440}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {children}
    </Drawer>
  );
}
