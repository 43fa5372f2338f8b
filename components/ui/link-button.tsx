import { Button, type ButtonProps } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "@/components/navigation/link";

type LinkButtonProps = Pick<ButtonProps, "variant" | "size" | "leftSection"> & { href: string; children: ReactNode };

/** A link that looks like a button, for pages that are rendered on the server. */
export function LinkButton(props: LinkButtonProps) {
  return <Button component={Link} {...props} />;
}
