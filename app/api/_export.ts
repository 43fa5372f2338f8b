import "server-only";
import { rateOf } from "@/lib/auth/rates";
import { requireTenantContext, type TenantContext } from "@/lib/auth/require-tenant-context";
import { atOneMoment } from "@/lib/db/at-one-moment";
import { limitRate } from "@/lib/db/rate-limit";
import { requestIdFrom } from "@/lib/platform/request-id";
import { answer } from "./_answer";
import { type CsvFile, csvAnswer } from "./_csv";

type MakeFile<P> = (ctx: TenantContext, params: URLSearchParams, route: P) => Promise<CsvFile>;

/**
 * A route handler that answers with a list as a file, read as it was at one moment over a connection that is claimed before anything is
 * answered: whoever cannot be served is told so, and when to come again.
 */
export function listExport<P = Record<string, never>>(make: MakeFile<P>) {
  return answer<P>(async (request, { params }) => {
    const ctx = await requireLimitedContext();
    const frozen = await atOneMoment(ctx.db, ctx.actor.userId);
    try {
      const file = await make({ ...ctx, db: frozen.db }, new URL(request.url).searchParams, await params);
      return await csvAnswer(file, { ...reading(request), close: frozen.close });
    } catch (error) {
      await frozen.close();
      throw error;
    }
  });
}

/** The same for figures, which are all in memory before the file begins. */
export function figureExport(make: MakeFile<Record<string, never>>) {
  return answer(async (request, { params }) => {
    const ctx = await requireLimitedContext();
    const file = await make(ctx, new URL(request.url).searchParams, await params);
    return csvAnswer(file, { ...reading(request), close: async () => {} });
  });
}

async function requireLimitedContext(): Promise<TenantContext> {
  const ctx = await requireTenantContext();
  await limitRate(ctx.db, rateOf("list export by account", ctx.actor.userId));
  return ctx;
}

const reading = (request: Request) => ({ signal: request.signal, requestId: requestIdFrom(request.headers) });
