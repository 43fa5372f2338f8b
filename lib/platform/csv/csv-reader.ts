/** A row of a file, and the line on which it begins, from 1. */
export type CsvRow = { line: number; cells: string[] };

export type CsvLimits = { cellCharactersMax: number; rowCharactersMax: number; columnsMax: number };

/** A file that cannot be read; the message is a sentence for anyone who made the file, and names the line. */
export class CsvFault extends Error {
  constructor(
    readonly line: number,
    what: string,
  ) {
    super(`Line ${line.toLocaleString("en")}: ${what}`);
    this.name = "CsvFault";
  }
}

export type CsvReader = {
  /** The rows that end within this piece of the file. */
  read(piece: string): CsvRow[];
  /** The row that the file ends with, if it does not end with a line break. */
  end(): CsvRow[];
};

const [lf, cr, quote] = [10, 13, 34];

/**
 * Reads RFC 4180 and what else is called CSV, piece by piece, in time that grows with the file alone. Lines end with LF, CR or both; a
 * quote counts where a cell begins, and what stands behind its end belongs to the cell. Lines without any text are no rows.
 * NUL, which no database keeps, is left out.
 * @throws CsvFault beyond a limit, and for a quote that never ends.
 */
export function createCsvReader(separator: string, limits: CsvLimits): CsvReader {
  const separatorCode = separator.charCodeAt(0);
  let line = 1;
  let rowLine = 1;
  let quoteLine = 1;
  let cells: string[] = [];
  let cell = "";
  let rowCharacters = 0;
  let isQuoted = false;
  let isCellStart = true;
  let isAfterQuote = false;
  let isAfterCr = false;
  let rows: CsvRow[] = [];

  function append(text: string) {
    if (text === "") return;
    cell += text.includes("\0") ? text.replaceAll("\0", "") : text;
    rowCharacters += text.length;
    if (cell.length > limits.cellCharactersMax) {
      const most = `a cell has more than ${limits.cellCharactersMax.toLocaleString("en")} characters.`;
      if (isQuoted) throw new CsvFault(quoteLine, `${most} Is its quote closed?`);
      throw new CsvFault(rowLine, most);
    }
    if (rowCharacters > limits.rowCharactersMax) {
      throw new CsvFault(rowLine, `the row has more than ${limits.rowCharactersMax.toLocaleString("en")} characters.`);
    }
  }

  function endCell() {
    cells.push(cell);
    if (cells.length > limits.columnsMax) {
      throw new CsvFault(rowLine, `there are more than ${limits.columnsMax.toLocaleString("en")} columns.`);
    }
    cell = "";
    isCellStart = true;
    isAfterQuote = false;
  }

  function endRow() {
    endCell();
    if (cells.some((text) => text.trim() !== "")) rows.push({ line: rowLine, cells });
    cells = [];
    rowCharacters = 0;
  }

  function taken(): CsvRow[] {
    const ended = rows;
    rows = [];
    return ended;
  }

  return {
    read(piece) {
      let from = 0;
      for (let at = 0; at < piece.length; at += 1) {
        const code = piece.charCodeAt(at);
        if (code === lf && isAfterCr) {
          // The second half of a line break: within quotes it belongs to the text.
          isAfterCr = false;
          if (!isQuoted) from = at + 1;
          continue;
        }
        isAfterCr = code === cr;
        if (isQuoted) {
          if (code === lf || code === cr) line += 1;
          if (code !== quote) continue;
          append(piece.slice(from, at));
          from = at + 1;
          isQuoted = false;
          isAfterQuote = true;
        } else if (code === quote && (isCellStart || isAfterQuote)) {
          // Two quotes are one of the text; the first of them looked like the end.
          append(piece.slice(from, at));
          if (isAfterQuote && from === at) append('"');
          if (isCellStart) quoteLine = line;
          isQuoted = isCellStart || from === at;
          from = at + (isQuoted ? 1 : 0);
          isCellStart = false;
          isAfterQuote = false;
        } else if (code === separatorCode) {
          append(piece.slice(from, at));
          from = at + 1;
          endCell();
        } else if (code === lf || code === cr) {
          append(piece.slice(from, at));
          from = at + 1;
          endRow();
          line += 1;
          rowLine = line;
        } else {
          isCellStart = false;
          if (isAfterQuote) isAfterQuote = false;
        }
      }
      append(piece.slice(from));
      return taken();
    },
    end() {
      if (isQuoted) throw new CsvFault(quoteLine, "a quote begins here and never ends.");
      if (cells.length > 0 || cell !== "") endRow();
      return taken();
    },
  };
}
