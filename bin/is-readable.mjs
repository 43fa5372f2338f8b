/**
 * Whether a request's target is a valid path. The framework fails on targets that are not paths, have invalid escapes or lead upwards, and
 * would answer with a server error.
 * @param {string | undefined} url
 */
export function isReadable(url = "") {
  if (!url.startsWith("/")) return false;
  try {
    const segments = url.split("?", 1)[0].split("/").map(decodeURIComponent);
    return !segments.includes(".") && !segments.includes("..");
  } catch {
    return false;
  }
}
