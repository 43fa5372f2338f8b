import { actionsById } from "./read-build";

export type ActionAnswer = { status: number; body: string; result: unknown };

/**
 * Calls a server action with a form, as a page's script does.
 * @param name as `actionsOfBuild` lists it
 */
export async function callAction(
  port: number,
  name: string,
  { fields, cookie }: { fields: Readonly<Record<string, string>>; cookie: string },
): Promise<ActionAnswer> {
  const id = actionsById().get(name);
  if (!id) throw new Error(`The build has no action ${name}.`);
  // The first argument is the form of the parts that begin with _1_.
  const body = new FormData();
  for (const [field, value] of Object.entries(fields)) body.append(`_1_${field}`, value);
  body.append("0", '["$K1"]');
  const response = await fetch(`http://127.0.0.1:${port}/sign-in`, {
    method: "POST",
    redirect: "manual",
    headers: { cookie, "next-action": id, origin: `http://127.0.0.1:${port}`, accept: "text/x-component" },
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
