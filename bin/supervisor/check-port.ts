import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "@/lib/platform/errors";

/** A web process whose supervisor was killed needs a moment to notice. */
const waitMsMax = 2_000;

/** @throws AppError CONFLICT when something else listens on the port. */
export async function checkPort(port: number): Promise<void> {
  for (const end = Date.now() + waitMsMax; !(await isFree(port)); await sleep(100)) {
    if (Date.now() < end) continue;
    throw new AppError(
      "CONFLICT",
      `Port ${port} is in use: stop what uses it, or choose another with PORT=${port + 1} npm start.`,
    );
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(false);
      else if (error.code === "EACCES")
        reject(new AppError("FORBIDDEN", `This user may not listen on port ${port}: set PORT to one above 1023.`));
      else reject(error);
    });
    server.listen(port, () => server.close(() => resolve(true)));
  });
}
