/**
 * Whether a request's address names something here. The framework fails on one that is no path, whose escapes stand for no text or that
 * leads upwards, and would answer that the fault is ours.
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
