import { isOwnOrigin } from "./is-own-origin";

export type ActionRefusal = { status: 403 | 405 | 415; message: string };

/**
 * Why a request that is meant to change something through a page is not let through; null when it may pass. The framework would
 * answer all of these as if the fault were ours.
 */
export function actionRefusal(headers: Pick<Headers, "get">, siteUrl: string): ActionRefusal | null {
  if (!isOwnOrigin(headers, siteUrl)) {
    return { status: 403, message: "This request did not come from Callwright's own pages." };
  }
  // Our forms are sent by scripts; what comes without an action's name is none of them.
  if (headers.get("next-action") === null) return { status: 405, message: "A page takes no form." };
  if (!headers.get("content-type")?.startsWith("multipart/form-data")) {
    return { status: 415, message: "An action takes no form of this kind." };
  }
  return null;
}
