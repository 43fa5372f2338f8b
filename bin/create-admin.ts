import { parseArgs } from "node:util";
import { type AdminCreated, createAdmin } from "@/lib/admin/create-admin";
import { loadEnv } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import { runAsCommand } from "@/prisma/tools/run-as-command";
import { asOwner } from "./command/as-owner";
import { readPassword } from "./command/read-password";

const usage = 'npm run admin:create -- --email somebody@example.com --name "Some Body" [--role admin|super_admin]';

runAsCommand(import.meta.filename, async () => console.log(await createAdminCommand(process.argv.slice(2))));

/**
 * @returns the sentence that says what was done.
 * @throws AppError BAD_REQUEST for arguments or a password that are not accepted, CONFLICT as `createAdmin` and `asOwner` say.
 */
export async function createAdminCommand(args: readonly string[]): Promise<string> {
  const flags = parse(args);
  return sentenceOf(await asOwner((owner) => createAdmin(owner, flags, askPassword)));
}

function parse(args: readonly string[]) {
  if (args.some((arg) => /^--?pass/.test(arg))) {
    throw new AppError(
      "BAD_REQUEST",
      "A password is never taken from the arguments, where others on this machine and the shell's history would see it. Type it when asked, or set ADMIN_PASSWORD.",
    );
  }
  try {
    const options = { email: { type: "string" }, name: { type: "string" }, role: { type: "string" } } as const;
    return { email: undefined, ...parseArgs({ args: [...args], options }).values };
  } catch {
    throw new AppError("BAD_REQUEST", `The arguments are not valid. Usage: ${usage}`);
  }
}

async function askPassword(): Promise<string> {
  return loadEnv().adminPassword ?? readPassword({ input: process.stdin, output: process.stdout });
}

function sentenceOf({ outcome, email, role }: AdminCreated): string {
  if (outcome === "created") return `Created ${email} as ${role}.`;
  if (outcome === "promoted") return `${email} is now ${role}. Its sessions have ended; its password is unchanged.`;
  return `${email} is ${role} already. Nothing was changed.`;
}
