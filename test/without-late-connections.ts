/**
 * Logged lines but those that say that the database did not accept a connection within its seconds.
 *
 * It happens where more runs than the machine can do, and what wanted the connection tries again: the test goes on to
 * see whether it did.
 */
export function withoutLateConnections(lines: readonly string[]): string[] {
  return lines.filter((line) => !/due to connection timeout|timeout exceeded when trying to connect/.test(line));
}
