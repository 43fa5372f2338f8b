import { constants, setPriority } from "node:os";
import { parentPort } from "node:worker_threads";
import { hashSync, verifySync } from "@node-rs/bcrypt";

// On Linux every thread has its own priority, so all other work of the process goes first. Elsewhere it would be that of
// the whole process.
if (process.platform === "linux") setPriority(0, constants.priority.PRIORITY_LOW);

parentPort?.on("message", ({ digest, passwordHash, cost }) => {
  try {
    const value = passwordHash === undefined ? hashSync(digest, { cost }) : verifySync(digest, passwordHash);
    parentPort?.postMessage({ value });
  } catch (error) {
    parentPort?.postMessage({ failure: String(error) });
  }
});
