import { Button, type ButtonProps } from "@mantine/core";
import type { ComponentPropsWithoutRef } from "react";

/** A button for actions that cannot easily be undone. */
export function DangerButton(props: ButtonProps & ComponentPropsWithoutRef<"button">) {
  return (
    <Button
      variant="default"
      styles={{ root: { borderColor: "color-mix(in srgb, var(--cw-bad) 55%, transparent)", color: "var(--cw-bad)" } }}
      {...props}
    />
  );
}
