import type { ReactNode } from "react";
import { Link } from "@/components/navigation/link";
import { BrandMark } from "@/components/shell/brand";

type MessagePageProps = {
  title: string;
  children: ReactNode;
  /** What to do next: links or buttons. */
  actions?: ReactNode;
  /** Whether it stands inside the dashboard's frame. */
  isInFrame?: boolean;
};

// Styled by properties alone: every page carries this, and the browser would complain of a style sheet that it is told to fetch for
// an error that never comes.

/** A page that says one thing: not found, not allowed, something broke. */
export function MessagePage({ title, children, actions, isInFrame = false }: MessagePageProps) {
  return (
    <main
      id="content"
      tabIndex={-1}
      style={{
        display: "flex",
        alignItems: "center",
        justifyContent: "center",
        minHeight: isInFrame ? "70dvh" : "100dvh",
        padding: "24px 16px",
        outline: "none",
      }}
    >
      <div style={{ width: "100%", maxWidth: 420 }}>
        <BrandMark size={28} />
        <h1 style={{ margin: "14px 0 6px", fontSize: 20, fontWeight: 600, lineHeight: 1.3, letterSpacing: "-0.015em" }}>
          {title}
        </h1>
        <div style={{ color: "var(--mantine-color-dimmed)" }}>{children}</div>
        <div style={{ display: "flex", flexWrap: "wrap", alignItems: "center", gap: 16, marginTop: 16 }}>
          {actions ?? <MessageLink href="/">Go to the overview</MessageLink>}
        </div>
      </div>
    </main>
  );
}

export function MessageLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} style={{ color: "var(--mantine-color-anchor)", fontWeight: 500 }}>
      {children}
    </Link>
  );
}
