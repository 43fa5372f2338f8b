/** How a process ended, to be read after "ended": "with exit code 1", "by SIGKILL". */
export function describeExit(code: number | null, signal: NodeJS.Signals | null): string {
  return signal === null ? `with exit code ${code ?? "unknown"}` : `by ${signal}`;
}
