import { digestSpellings } from "./digest-password";
import { inPasswordWorker } from "./password-workers";

// The hash of a value that was thrown away, so that an unknown address costs the same time as a known one.
const nobodysHash = "$2b$12$ImuOH0ovv5lZ4jjTHPQQK.V/MHNVNKDo/Lr5wjJ6GeJ9DE9vRxFgO";

/** Whether the password belongs to the hash, however its letters are encoded. Without a hash the answer is no, after the same work. */
export async function verifyPassword(password: string, passwordHash: string | null): Promise<boolean> {
  for (const digest of digestSpellings(password)) {
    const isRight = await inPasswordWorker({ digest, passwordHash: passwordHash ?? nobodysHash });
    if (isRight === true) return passwordHash !== null;
  }
  return false;
}
