/** How agents are ranked, in words. */
export const rankRule = "By qualified lead calls, then lead calls, then successful calls.";
