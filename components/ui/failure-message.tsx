"use client";

import { Button } from "@mantine/core";
import { MessageLink, MessagePage } from "./message-page";

type FailureMessageProps = { digest?: string; onRetry(): void; isInFrame?: boolean };

/** What a page shows in place of itself when it broke. */
export function FailureMessage({ digest, onRetry, isInFrame }: FailureMessageProps) {
  return (
    <MessagePage
      title="This page could not be shown"
      isInFrame={isInFrame}
      actions={
        <>
          <Button onClick={onRetry}>Try again</Button>
          <MessageLink href="/overview">Go to the overview</MessageLink>
        </>
      }
    >
      <p style={{ margin: "0 0 8px" }}>Something went wrong on our side. Your data is unchanged.</p>
      {digest && (
        <p style={{ margin: "0 0 8px" }}>
          If it happens again, tell support this number: <code>{digest}</code>
        </p>
      )}
    </MessagePage>
  );
}
