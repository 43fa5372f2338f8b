import "server-only";
import { headers } from "next/headers";
import { clientOf } from "@/lib/auth/client-of";
import { findLocalMailFolder } from "@/lib/mail/simulator/find-local-mail-folder";

/** Where this visitor may read the mails that this machine keeps; null where there are none to read. */
export async function localMailFolder(): Promise<string | null> {
  return findLocalMailFolder(clientOf(Object.fromEntries(await headers())).ipAddress);
}
