import { verify } from "@node-rs/bcrypt";
import { digestPassword } from "./digest-password";
import { inPasswordQueue } from "./password-queue";

// The hash of a value that was thrown away, so that an unknown address costs the same time as a known one.
const nobodysHash = "$2b$12$ImuOH0ovv5lZ4jjTHPQQK.V/MHNVNKDo/Lr5wjJ6GeJ9DE9vRxFgO";

/** Whether the password belongs to the hash. Without a hash the answer is no, after the same work. */
export async function verifyPassword(password: string, passwordHash: string | null): Promise<boolean> {
  const isRight = await inPasswordQueue(() => verify(digestPassword(password), passwordHash ?? nobodysHash));
  return isRight && passwordHash !== null;
}
