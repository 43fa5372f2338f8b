import { provideEnv } from "@/lib/platform/env";

/** The secrets that a start makes, for tests that need none in particular. */
export function provideTestSecrets(): void {
  provideEnv({
    NEXTAUTH_SECRET: "a-secret-for-tests-only-0001",
    CONFIG_ENCRYPTION_KEY: "ab".repeat(32),
    LOG_LEVEL: "silent",
  });
}
