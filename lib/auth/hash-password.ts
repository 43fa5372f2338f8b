import { hash } from "@node-rs/bcrypt";
import { digestPassword } from "./digest-password";
import { inPasswordQueue } from "./password-queue";

/** The text to keep in `users.password_hash`: bcrypt of cost 12 over the password's digest. */
export function hashPassword(password: string): Promise<string> {
  return inPasswordQueue(() => hash(digestPassword(password), { cost: 12 }));
}
