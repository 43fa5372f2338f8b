import { isOwnOrigin } from "./is-own-origin";

export type ActionRefusal = { status: 403 | 405 | 415; message: string };

/** Why a changing request to a page is refused; null if it is allowed. The framework would answer all of these with a server error. */
export function actionRefusal(headers: Pick<Headers, "get">, siteUrl: string): ActionRefusal | null {
  if (!isOwnOrigin(headers, siteUrl)) {
    return { status: 403, message: "This request did not come from Callwright's own pages." };
  }
  // Our forms are sent by scripts; a request without an action's name is not from them.
  if (headers.get("next-action") === null) return { status: 405, message: "A page accepts no form." };
  if (!headers.get("content-type")?.startsWith("multipart/form-data")) {
    return { status: 415, message: "An action does not accept this type of form." };
  }
  return null;
}
