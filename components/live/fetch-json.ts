/** A page's data again, as its own route handler answers it. A session that has ended leads back to signing in. */
export async function fetchJson<T>(url: string, signal: AbortSignal): Promise<T> {
  const response = await fetch(url, { signal, headers: { accept: "application/json" }, cache: "no-store" });
  if (response.status === 401) window.location.reload();
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
  // The handler and its reader are built from the same types, in one build.
  return (await response.json()) as T;
}
