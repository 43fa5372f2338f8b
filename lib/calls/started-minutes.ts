/** Minutes that a call is charged for: each started one. 0 s is 0, 1 s is 1, 60 s is 1, 61 s is 2. */
export function startedMinutes(durationSeconds: number): number {
  return Math.ceil(durationSeconds / 60);
}
