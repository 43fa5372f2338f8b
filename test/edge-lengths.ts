/** Seconds that a call may last on both sides of where a filter or a counter begins or ends. */
export const edgeLengths = [0, 1, 9, 10, 29, 30, 31, 59, 60, 61, 119, 120, 121, 299, 300, 301, 599, 600, 601] as const;
