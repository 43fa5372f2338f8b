import type { Env } from "@/lib/platform/env";

type Welcome = { env: Env; demoPassword: string | undefined; standIns: readonly string[] };

/** What a newcomer needs next: where to look, how to sign in, how to end it. */
export function printWelcome({ env, demoPassword, standIns }: Welcome): void {
  const password = env.demoPassword ? "(the password in DEMO_PASSWORD)" : demoPassword;
  const signIns = [
    `  Demo tenant   demo@example.com    ${password}`,
    `  Demo admin    admin@example.com   ${password}`,
    "",
  ];
  const lines = [
    "",
    `Callwright runs on ${env.nextAuthUrl}`,
    "",
    ...(demoPassword ? signIns : []),
    ...standIns.map((line) => `  ${line}`),
    ...(standIns.length > 0 ? [""] : []),
    "Ctrl-C stops it.",
  ];
  console.log(lines.join("\n"));
}
