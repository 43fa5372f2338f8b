/** The first line of what follows from the registry of metrics. */
export const generated = "-- Generated from lib/metrics/registry.ts by `npm run db:rollups -- write`.";
