import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { LoadAnswer, type LoadRequest } from "./messages";

type Answer<K extends LoadAnswer["kind"]> = Extract<LoadAnswer, { kind: K }>;

export type LoadGenerator = {
  /** @returns the bodies' mean size. */
  prepare(request: Omit<Extract<LoadRequest, { kind: "prepare" }>, "kind">): Promise<{ bytesPerBody: number }>;
  send(request: Exclude<LoadRequest, { kind: "prepare" }>): Promise<Answer<"sent">>;
  stop(): void;
};

/** Starts the load generator; at most one thing is asked of it at a time. */
export function startGenerator(): LoadGenerator {
  const child = fork(path.join(import.meta.dirname, "generator.ts"), { execArgv: ["--import", "tsx"] });
  const ended = once(child, "exit").then((): never => {
    throw new Error("The load generator ended; what it said is above.");
  });
  ended.catch(() => undefined);
  const ask = async (request: LoadRequest): Promise<LoadAnswer> => {
    const answered = once(child, "message");
    child.send(request);
    const [message] = await Promise.race([answered, ended]);
    return LoadAnswer.parse(message);
  };
  return {
    async prepare(request) {
      const answer = await ask({ kind: "prepare", ...request });
      if (answer.kind !== "prepared") throw new Error("The load generator answered something else.");
      return answer;
    },
    async send(request) {
      const answer = await ask(request);
      if (answer.kind !== "sent") throw new Error("The load generator answered something else.");
      return answer;
    },
    stop: () => void child.kill(),
  };
}
