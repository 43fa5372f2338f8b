/** Where a whole run of the tests keeps the demo that its first start has made, for the browser tests; undefined in a run of a part. */
export const demoCopy: string | undefined = process.env.DEMO_COPY_DIR;
