import { useEffect } from "react";

const prefix = /^\(\d+\+?\) /;

/** Shows a count before the tab's title, whatever page is opened; an empty text shows none. */
export function useTitleCount(count: string): void {
  useEffect(() => {
    function show() {
      const plain = document.title.replace(prefix, "");
      const wanted = count ? `(${count}) ${plain}` : plain;
      if (document.title !== wanted) document.title = wanted;
    }
    show();
    // Opening another page gives the tab another title.
    const observer = new MutationObserver(show);
    observer.observe(document.head, { subtree: true, childList: true, characterData: true });
    return () => observer.disconnect();
  }, [count]);
}
