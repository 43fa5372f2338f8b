import "server-only";
import { requireAdminContext } from "@/app/_admin-context";
import { requireTenantContext } from "@/app/_tenant-context";
import type { TenantContext } from "@/lib/access/context";
import { limitRate } from "@/lib/access/rate-limit";
import { rateOf } from "@/lib/auth/sign-in/rates";
import { atOneMoment, everythingAtOneMoment } from "@/lib/db/at-one-moment";
import { requestIdFrom } from "@/lib/platform/request-id";
import { answer } from "./_answer";
import { type CsvFile, csvAnswer } from "./_csv";

type MakeFile<P> = (ctx: TenantContext, params: URLSearchParams, route: P) => Promise<CsvFile>;

/**
 * A route handler that answers with a list as a file, read from one snapshot over a connection that is claimed before the response begins:
 * a request that cannot be served is refused with `Retry-After`.
 */
export const listExport = <P = Record<string, never>>(make: MakeFile<P>) =>
  snapshotExport(make, requireTenantContext, atOneMoment);

/**
 * The same for a list of every tenant's rows.
 * @param note writes down who reads it, before the snapshot, in which nothing is written.
 */
export const adminListExport = <P = Record<string, never>>(
  make: MakeFile<P>,
  note: (ctx: TenantContext) => Promise<void> = async () => {},
) =>
  snapshotExport(
    make,
    async () => {
      const ctx = await requireAdminContext();
      await note(ctx);
      return ctx;
    },
    everythingAtOneMoment,
  );

function snapshotExport<P>(
  make: MakeFile<P>,
  requireContext: () => Promise<TenantContext>,
  freeze: typeof atOneMoment,
) {
  return answer<P>(async (request, { params }) => {
    const ctx = await limited(await requireContext());
    const frozen = await freeze(ctx.db, ctx.actor.userId);
    try {
      const address = new URL(request.url).searchParams;
      // A file starts at the first row, whatever page of the list is shown.
      address.delete("at");
      const file = await make({ ...ctx, db: frozen.db }, address, await params);
      return await csvAnswer(file, { ...reading(request), close: frozen.close });
    } catch (error) {
      await frozen.close();
      throw error;
    }
  });
}

/** The same for metrics, which are all in memory before the file begins. */
export function metricExport(make: MakeFile<Record<string, never>>) {
  return answer(async (request, { params }) => {
    const ctx = await limited(await requireTenantContext());
    const file = await make(ctx, new URL(request.url).searchParams, await params);
    return csvAnswer(file, { ...reading(request), close: async () => {} });
  });
}

async function limited(ctx: TenantContext): Promise<TenantContext> {
  await limitRate(ctx.db, rateOf("list export by account", ctx.actor.userId));
  return ctx;
}

const reading = (request: Request) => ({ signal: request.signal, requestId: requestIdFrom(request.headers) });
