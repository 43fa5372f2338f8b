"use client";

import { Button, Textarea } from "@mantine/core";
import { IconFileUpload } from "@tabler/icons-react";
import { type DragEvent, useId, useRef, useState } from "react";
import { useRouter } from "@/components/navigation/use-router";
import { useWorking } from "@/components/navigation/working";
import { formatCount } from "@/lib/platform/format/format-count";
import styles from "./import.module.css";

/** Takes a file that is chosen, dropped or pasted, and leads to its import. */
export function UploadForm({ rowsMax }: { rowsMax: number }) {
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const [isBusy, setBusy] = useState(false);
  useWorking(isBusy);
  const [failure, setFailure] = useState<string | null>(null);
  const [pasted, setPasted] = useState("");
  const helpId = useId();

  async function upload(file: Blob, name: string) {
    setBusy(true);
    setFailure(null);
    const answer = await send(file, name);
    if ("id" in answer) return router.push(`/contacts/import/${answer.id}`);
    setFailure(answer.message);
    setBusy(false);
    if (input.current) input.current.value = "";
  }
  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file && !isBusy) void upload(file, file.name);
  }

  return (
    <div className={styles.page}>
      {failure && (
        <div role="alert" className={styles.failure}>
          {failure}
        </div>
      )}
      <section
        className={styles.drop}
        data-over={isOver || undefined}
        aria-label="File"
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <IconFileUpload size={30} stroke={1.4} aria-hidden />
        <p>Drop a CSV file here, or choose one.</p>
        <input
          ref={input}
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/plain"
          className={styles.hidden}
          aria-label="CSV file"
          aria-describedby={helpId}
          tabIndex={-1}
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            if (file) void upload(file, file.name);
          }}
        />
        <Button onClick={() => input.current?.click()} loading={isBusy}>
          Choose a file
        </Button>
        <p id={helpId} className={styles.dimmed}>
          Up to {formatCount(rowsMax)} rows and 64 MB, separated by commas, semicolons, tabs or vertical bars. You
          review the changes before anything is imported.
        </p>
      </section>
      <form
        className={styles.paste}
        onSubmit={(event) => {
          event.preventDefault();
          if (pasted.trim() === "") return setFailure("There is nothing to import yet: paste some rows first.");
          void upload(new Blob([pasted], { type: "text/csv" }), "Pasted rows");
        }}
      >
        <Textarea
          label="Or paste rows from a spreadsheet"
          rows={5}
          size="md"
          value={pasted}
          onChange={(event) => setPasted(event.currentTarget.value)}
          spellCheck={false}
        />
        <Button type="submit" variant="default" disabled={isBusy}>
          Continue with the pasted rows
        </Button>
      </form>
    </div>
  );
}

async function send(file: Blob, name: string): Promise<{ id: string } | { message: string }> {
  try {
    const response = await fetch("/api/contacts/imports", {
      method: "POST",
      headers: { "content-type": "text/csv", "x-file-name": encodeURIComponent(name.toWellFormed()) },
      body: file,
    });
    // The handler and its reader are built from the same types, in one build.
    return (await response.json()) as { id: string } | { message: string };
  } catch {
    return { message: "The file could not be sent. It is still where it was: try again in a moment." };
  }
}
