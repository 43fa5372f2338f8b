const charactersPerLine = 130;

/** Names with commas, in lines that are no longer than those of a hand-written file; `indent` is that of every line after the first. */
export function listed(names: readonly string[], indent: number): string {
  const lines: string[] = [];
  let line = "";
  for (const name of names) {
    const next = line === "" ? name : `${line}, ${name}`;
    if (next.length + indent > charactersPerLine && line !== "") {
      lines.push(line);
      line = name;
    } else line = next;
  }
  return [...lines, line].join(`,\n${" ".repeat(indent)}`);
}
