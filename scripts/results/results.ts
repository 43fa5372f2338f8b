import { z } from "zod";

/** What a run of tests came to; seconds are those of one file, from its first import to its last hook. */
export const Results = z.object({
  passed: z.number().int(),
  failed: z.number().int(),
  files: z.array(z.object({ file: z.string(), seconds: z.number() })),
});
export type Results = z.infer<typeof Results>;

/** Of a run that broke before its first test. */
export const noResults: Results = { passed: 0, failed: 0, files: [] };
