/** How long a token is valid before it has to be renewed. */
export const tokenMs = 15 * 60_000;

/** How long the tokens before the last rotation are taken for requests that were under way. */
export const overlapMs = 30_000;
