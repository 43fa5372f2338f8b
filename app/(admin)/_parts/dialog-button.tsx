import { Button, type ButtonProps } from "@mantine/core";
import dynamic from "next/dynamic";
import { type ReactNode, useCallback, useState } from "react";
import { DangerButton } from "@/components/forms/danger-button";
import { whenConnected } from "@/components/offline/when-connected";
import type { ActionDialogProps } from "./action-dialog";

const ActionDialog = dynamic(
  whenConnected(() => import("./action-dialog")),
  { ssr: false },
);

type DialogButtonProps = Omit<ActionDialogProps, "onClose" | "children"> &
  Pick<ButtonProps, "variant" | "size" | "leftSection"> & {
    /** What the button says. */
    label: string;
    /** What it says to those who do not see what it stands beside. */
    ariaLabel?: string;
    fields?(fields: Parameters<NonNullable<ActionDialogProps["children"]>>[0]): ReactNode;
  };

/** A button that opens the dialog of an administrator's action. */
export function DialogButton(props: DialogButtonProps) {
  const { label, ariaLabel, variant = "default", size, leftSection, isDangerous, fields, ...dialog } = props;
  const [isOpen, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  const Opener = isDangerous ? DangerButton : Button;
  return (
    <>
      <Opener
        {...(!isDangerous && { variant })}
        size={size}
        leftSection={leftSection}
        onClick={() => setOpen(true)}
        aria-haspopup="dialog"
        aria-label={ariaLabel}
      >
        {label}
      </Opener>
      {isOpen && (
        <ActionDialog {...dialog} isDangerous={isDangerous} onClose={close}>
          {fields}
        </ActionDialog>
      )}
    </>
  );
}
