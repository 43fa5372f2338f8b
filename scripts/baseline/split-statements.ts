/** The statements of a file, each with the comment lines in front of it; what stands between quotes or dollars is left together. */
export function splitStatements(sql: string): string[] {
  const token = /--[^\n]*|'(?:[^']|'')*'|(\$\w*\$)[\s\S]*?\1|;/g;
  const statements: string[] = [];
  let from = 0;
  for (const match of sql.matchAll(token)) {
    if (match[0] !== ";") continue;
    statements.push(sql.slice(from, match.index).trim());
    from = match.index + 1;
  }
  return statements;
}
