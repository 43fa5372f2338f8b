import { useEffect, useSyncExternalStore } from "react";
import styles from "./offline-notice.module.css";
import { pause } from "./pause";
import { waitForConnection } from "./wait-for-connection";
import { isWaiting, listenToWaits, noteWait } from "./waiting";

/** Keeps the page while another one cannot be fetched, and says so. It is part of every page: offline, nothing more can be loaded. */
export function OfflineNotice() {
  const isShown = useSyncExternalStore(listenToWaits, isWaiting, () => false);
  useEffect(() => {
    const send = window.fetch;
    let isLeaving = false;
    const note = ({ type }: Event) => {
      isLeaving = type === "pagehide";
    };
    window.addEventListener("pagehide", note);
    window.addEventListener("pageshow", note);
    window.fetch = waitForConnection({
      send: (input, init) => send.call(window, input, init),
      onWait: noteWait,
      isLeaving: () => isLeaving,
      pause,
    });
    return () => {
      window.fetch = send;
      window.removeEventListener("pagehide", note);
      window.removeEventListener("pageshow", note);
    };
  }, []);
  return (
    <div role="status" className={styles.place}>
      {isShown && (
        <p className={styles.notice}>
          <strong>No connection.</strong> This page stays as it is. What you opened loads as soon as the connection is
          back.
        </p>
      )}
    </div>
  );
}
