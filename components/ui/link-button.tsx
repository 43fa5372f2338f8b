"use client";

import { Button, type ButtonProps } from "@mantine/core";
import Link from "next/link";
import type { ReactNode } from "react";

type LinkButtonProps = Pick<ButtonProps, "variant" | "size" | "leftSection"> & { href: string; children: ReactNode };

/** A link that looks like a button, for pages that are rendered on the server. */
export function LinkButton(props: LinkButtonProps) {
  return <Button component={Link} {...props} />;
}
