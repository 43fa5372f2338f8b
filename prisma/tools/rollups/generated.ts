/** The first line of what follows from the counters. */
export const generated = "-- Generated from lib/metrics/counters.ts by `npm run db:rollups -- write`.";
