import { chmod, mkdir } from "node:fs/promises";

const folder = "/var/lib/callwright";

/** Where root keeps what the server's user must reach and a checkout under root's home would hide. */
export async function sharedFolder(): Promise<string> {
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o755);
  return folder;
}
