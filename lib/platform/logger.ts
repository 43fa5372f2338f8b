import { type DestinationStream, type Logger, pino } from "pino";
import { type LogLevel, loadEnv } from "./env";
import type { AppError, ErrorCode } from "./errors";

export type { Logger } from "pino";

const secretKeys = [
  "password",
  "secret",
  "token",
  "apiKey",
  "authorization",
  "cookie",
  "xi-api-key",
  "elevenlabs-signature",
  "databaseUrl",
  "databaseDirectUrl",
  "connectionString",
  "directConnectionString",
  "metricsToken",
];
const secretPaths = secretKeys.flatMap((key) =>
  ["", "*.", "*.*."].map((prefix) => `${prefix}["${key}"]`.replace('.["', '["')),
);

/** One JSON object a line on standard output; values under a secret's name are replaced at any of the first three levels. */
export function createLogger(level: LogLevel, destination?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: secretPaths, censor: "[redacted]" },
    },
    destination,
  );
}

let shared: Logger | undefined;

/** The process's own logger, at the level of `LOG_LEVEL`. */
export function getLogger(): Logger {
  shared ??= createLogger(loadEnv().logLevel);
  return shared;
}

/** A logger whose every line carries the request's id. */
export function requestLogger(requestId: string): Logger {
  return getLogger().child({ requestId });
}

const told = new Set<ErrorCode>(["FORBIDDEN", "RATE_LIMITED"]);

/** Logs that a request was refused for lack of permission or by a rate limit, to help detect attacks; never its content. */
export function logRefusal({ code, message }: AppError, requestId: string): void {
  if (told.has(code)) requestLogger(requestId).info({ code }, message);
}
