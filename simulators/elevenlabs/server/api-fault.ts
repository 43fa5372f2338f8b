import { randomUUID } from "node:crypto";
import type { z } from "zod";

/** An answer other than 2xx, with one of the provider's body shapes. */
export class ApiFault extends Error {
  constructor(
    readonly status: number,
    readonly detail: unknown,
  ) {
    super(`The request was answered with ${status}.`);
    this.name = "ApiFault";
  }
}

export function unknownRoute(): ApiFault {
  return new ApiFault(404, "Not Found");
}

export function missingKey(): ApiFault {
  return fault(401, "authentication_error", "missing_api_key", "The xi-api-key header is missing.");
}

/** A wrong key is answered with 400, not 401. */
export function wrongKey(): ApiFault {
  return fault(400, "authentication_error", "invalid_api_key", "Invalid API key");
}

export function notFound(what: string, id: string): ApiFault {
  return fault(404, "not_found", `${what}_not_found`, `No ${what.replaceAll("_", " ")} has the id ${id}.`);
}

export function refused(code: string, message: string): ApiFault {
  return fault(400, "invalid_request", code, message);
}

/** 422 with one entry for each wrong field, as FastAPI writes them. */
export function invalidBody({ issues }: z.ZodError): ApiFault {
  return new ApiFault(
    422,
    issues.map((issue) => {
      const isMissing = issue.code === "invalid_type" && issue.input === undefined;
      return {
        loc: ["body", ...issue.path],
        msg: isMissing ? "Field required" : issue.message,
        type: isMissing ? "missing" : issue.code,
      };
    }),
  );
}

function fault(status: number, type: string, code: string, message: string): ApiFault {
  return new ApiFault(status, { type, code, message, status: code, request_id: randomUUID() });
}
