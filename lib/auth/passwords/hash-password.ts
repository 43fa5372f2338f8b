import { digestPassword } from "./digest-password";
import { inPasswordWorker } from "./password-workers";

/** The text to keep in `users.password_hash`: bcrypt of cost 12 over the password's digest. */
export async function hashPassword(password: string): Promise<string> {
  return String(await inPasswordWorker({ digest: digestPassword(password), cost: 12 }));
}
