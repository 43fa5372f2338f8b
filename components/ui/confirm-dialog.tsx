"use client";

import { Button, Group, Modal } from "@mantine/core";
import type { ReactNode } from "react";

type ConfirmDialogProps = {
  isOpen: boolean;
  title: string;
  /** What will happen, and whether it can be taken back. */
  children: ReactNode;
  /** Says what will happen: "Delete 3 contacts". */
  action: string;
  isDangerous?: boolean;
  isBusy?: boolean;
  onConfirm(): void;
  onClose(): void;
};

/** Asks before what cannot be undone. Load it with `next/dynamic` when it is first asked for. */
export default function ConfirmDialog(props: ConfirmDialogProps) {
  const { isOpen, title, children, action, isDangerous, isBusy, onConfirm, onClose } = props;
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={title}
      centered
      size={420}
      closeButtonProps={{ "aria-label": "Close" }}
      transitionProps={{ duration: 100 }}
    >
      {children}
      <Group justify="flex-end" mt="lg" gap={8}>
        <Button variant="default" onClick={onClose} data-autofocus={isDangerous || undefined}>
          Cancel
        </Button>
        <Button
          onClick={onConfirm}
          loading={isBusy}
          color={isDangerous ? "red" : undefined}
          data-autofocus={isDangerous ? undefined : true}
        >
          {action}
        </Button>
      </Group>
    </Modal>
  );
}
