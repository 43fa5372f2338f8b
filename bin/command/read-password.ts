import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { AppError } from "@/lib/platform/errors";

type Terminal = { input: NodeJS.ReadableStream & { isTTY?: boolean }; output: NodeJS.WritableStream };

/**
 * Asks for a password twice at the terminal, which shows none of it.
 * @throws AppError BAD_REQUEST without a terminal, when the two differ, and when Ctrl-C or the end of the input comes instead.
 */
export async function readPassword(terminal: Terminal): Promise<string> {
  if (!terminal.input.isTTY) {
    throw new AppError(
      "BAD_REQUEST",
      "There is no terminal to ask for the password. Set the environment variable ADMIN_PASSWORD.",
    );
  }
  const [password, again] = await readLines(terminal, ["Password: ", "Repeat password: "]);
  if (password !== again) throw new AppError("BAD_REQUEST", "The two passwords differ. Nothing was changed.");
  return password ?? "";
}

function readLines({ input, output }: Terminal, questions: readonly string[]): Promise<string[]> {
  // The line editor echoes what is typed; nothing of that reaches the terminal.
  const silence = new Writable({ write: (_chunk, _encoding, done) => done() });
  const editor = createInterface({ input, output: silence, terminal: true, historySize: 0 });
  const lines: string[] = [];
  return new Promise((resolve, reject) => {
    output.write(questions[0] ?? "");
    editor.on("line", (line) => {
      lines.push(line);
      output.write("\n");
      if (lines.length === questions.length) editor.close();
      else output.write(questions[lines.length] ?? "");
    });
    editor.on("SIGINT", () => editor.close());
    editor.on("close", () => {
      if (lines.length === questions.length) resolve(lines);
      else reject(new AppError("BAD_REQUEST", "No password was given. Nothing was changed."));
    });
  });
}
