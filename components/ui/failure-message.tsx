"use client";

import { Button } from "@mantine/core";
import Link from "next/link";
import { MessagePage } from "./message-page";

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
          <Link href="/overview">Go to the overview</Link>
        </>
      }
    >
      <p>Something went wrong on our side. Your data is unchanged.</p>
      {digest && (
        <p>
          If it happens again, tell support this number: <code>{digest}</code>
        </p>
      )}
    </MessagePage>
  );
}
