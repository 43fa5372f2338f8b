"use client";

import { FailureMessage } from "@/components/ui/failure-message";

type ErrorPageProps = { error: Error & { digest?: string }; reset(): void };

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return <FailureMessage digest={error.digest} onRetry={reset} isInFrame />;
}
