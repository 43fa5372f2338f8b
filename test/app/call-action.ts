import { actionsById } from "./read-build";

type Posting = { origin?: string; page?: string; headers?: Readonly<Record<string, string>> };
export type ActionAnswer = { status: number; body: string; result: unknown };

/**
 * Calls a server action with a form, as a page's script does.
 * @param name as `actionsOfBuild` lists it
 * @param posting where to and as what, if not from a page of the server itself to one that bundles next to no action
 */
export async function callAction(
  port: number,
  name: string,
  { fields, cookie, ...posting }: { fields: Readonly<Record<string, string>>; cookie: string } & Posting,
): Promise<ActionAnswer> {
  const id = actionsById().get(name);
  if (!id) throw new Error(`The build has no action ${name}.`);
  // The first argument is the form of the parts that begin with _1_.
  const body = new FormData();
  for (const [field, value] of Object.entries(fields)) body.append(`_1_${field}`, value);
  body.append("0", '["$K1"]');
  const { origin = `http://127.0.0.1:${port}`, page = "/sign-in", headers } = posting;
  const response = await fetch(`${origin}${page}`, {
    method: "POST",
    redirect: "manual",
    headers: { cookie, "next-action": id, origin, accept: "text/x-component", ...headers },
    body,
  });
  const text = await response.text();
  return { status: response.status, body: text, result: resultIn(text) };
}

/** What the action returned: the row of the answer that holds its `ok`. */
function resultIn(text: string): unknown {
  for (const line of text.split("\n")) {
    const json = /^[0-9a-f]+:(\{"ok":.*)$/.exec(line)?.[1];
    if (json) return JSON.parse(json);
  }
  return null;
}
