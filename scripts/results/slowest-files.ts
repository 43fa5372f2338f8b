/** A file of tests as one project ran it: several projects run some of them, each in another setting. */
export type TimedFile = { project: string; file: string; seconds: number };

const filesMax = 10;

/** The table of the slowest files, slowest first; empty where nothing ran. */
export function slowestFiles(files: readonly TimedFile[]): string {
  const slowest = files.toSorted((a, b) => b.seconds - a.seconds).slice(0, filesMax);
  if (slowest.length === 0) return "";
  const rows = [
    ["seconds", "project", "file"] as const,
    ...slowest.map(({ seconds, project, file }) => [seconds.toFixed(1), project, file] as const),
  ];
  const widthOf = (column: 0 | 1) => Math.max(...rows.map((row) => row[column].length));
  const lines = rows.map(
    ([seconds, project, file]) => `${seconds.padStart(widthOf(0))}  ${project.padEnd(widthOf(1))}  ${file}`,
  );
  return ["The slowest test files:", ...lines].join("\n");
}
