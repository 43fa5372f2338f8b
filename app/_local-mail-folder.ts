import "server-only";
import { headers } from "next/headers";
import { clientOf } from "@/lib/auth/sign-in/client-of";
import { findLocalMailFolder } from "@/lib/mail/find-local-mail-folder";

/** Where this visitor may read the mails that this machine keeps; null where there are none to read. */
export async function localMailFolder(): Promise<string | null> {
  const sent = await headers();
  const { ipAddress } = clientOf(Object.fromEntries(sent));
  return findLocalMailFolder({ ipAddress, host: sent.get("host") });
}
