import { Box, Group, Title } from "@mantine/core";
import Link from "next/link";
import type { ReactNode } from "react";
import { BrandMark } from "../layout/brand";

type MessagePageProps = {
  title: string;
  children: ReactNode;
  /** What to do next: links or buttons. */
  actions?: ReactNode;
  /** Whether it stands inside the dashboard's frame. */
  isInFrame?: boolean;
};

// Styled by properties alone: the browser would complain of a style sheet that it is told to fetch for an error that never comes.

/** A page that says one thing: not found, not allowed, something broke. */
export function MessagePage({ title, children, actions, isInFrame = false }: MessagePageProps) {
  return (
    <Box
      component="main"
      id="content"
      tabIndex={-1}
      display="flex"
      mih={isInFrame ? "70dvh" : "100dvh"}
      px={16}
      py={24}
      style={{ alignItems: "center", justifyContent: "center", outline: "none" }}
    >
      <Box w="100%" maw={420}>
        <BrandMark size={28} />
        <Title order={1} fz={20} mt={14} mb={6} style={{ letterSpacing: "-0.015em" }}>
          {title}
        </Title>
        <Box c="dimmed">{children}</Box>
        <Group gap={16} mt={16}>
          {actions ?? <MessageLink href="/overview">Go to the overview</MessageLink>}
        </Group>
      </Box>
    </Box>
  );
}

export function MessageLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} style={{ color: "var(--mantine-color-anchor)", fontWeight: 500 }}>
      {children}
    </Link>
  );
}
