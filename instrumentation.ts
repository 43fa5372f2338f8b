import type { Instrumentation } from "next";

/** The framework builds this file for a second runtime as well, which has none of what writing a log needs. */
export const onRequestError: Instrumentation.onRequestError = async (...failure) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { logFailure } = await import("./lib/platform/log-failure");
  await logFailure(...failure);
};
