import { MessageLink, MessagePage } from "./message-page";

type FailureMessageProps = { digest?: string; onRetry(): void; isInFrame?: boolean };

const button = {
  height: 36,
  padding: "0 18px",
  border: 0,
  borderRadius: 6,
  background: "var(--mantine-color-teal-7)",
  color: "#fff",
  font: "inherit",
  fontWeight: 600,
  cursor: "pointer",
} as const;

/** What a page shows in place of itself when it broke. */
export function FailureMessage({ digest, onRetry, isInFrame }: FailureMessageProps) {
  return (
    <MessagePage
      title="This page could not be shown"
      isInFrame={isInFrame}
      actions={
        <>
          <button type="button" style={button} onClick={onRetry}>
            Try again
          </button>
          <MessageLink href="/">Go to the overview</MessageLink>
        </>
      }
    >
      <p style={{ margin: "0 0 8px" }}>Something went wrong on our side. Your data is unchanged.</p>
      {digest && (
        <p style={{ margin: "0 0 8px" }}>
          If it happens again, give support this ID: <code>{digest}</code>
        </p>
      )}
    </MessagePage>
  );
}
