/** Something that has happened, said in passing, and the way to take it back where there is one. */
export type Toast = {
  /** A sentence or a few words: "Follow-up completed". */
  message: string;
  /** How it went; "bad" stays until it is closed. */
  tone?: "good" | "bad";
  /** Offered for as long as the toast is there. */
  undo?: () => void | Promise<void>;
  /** Where more can be seen. */
  link?: { href: string; label: string };
};

const event = "callwright:toast";

/** Shows a toast wherever the page has its host; everything about showing is loaded with the first one. */
export function showToast(toast: Toast): void {
  window.dispatchEvent(new CustomEvent<Toast>(event, { detail: toast }));
}

/** Subscribes to every toast; returns a function that unsubscribes. */
export function listenToToasts(listener: (toast: Toast) => void): () => void {
  const onToast = (given: Event) => given instanceof CustomEvent && listener(given.detail);
  window.addEventListener(event, onToast);
  return () => window.removeEventListener(event, onToast);
}
