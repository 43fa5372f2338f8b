/** The ranking rule of agents as a sentence. */
export const rankRule = "By qualified lead calls, then lead calls, then successful calls.";
