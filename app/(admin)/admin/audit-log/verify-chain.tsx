"use client";

import { Button } from "@mantine/core";
import { IconShieldCheck } from "@tabler/icons-react";
import { Failure } from "@/components/forms/failure";
import { useTypedAction } from "@/components/forms/use-typed-action";
import { Panel } from "@/components/ui/panel";
import type { ChainVerdict } from "@/lib/admin/audit-log/schema";
import { countOf } from "@/lib/platform/format/count-of";
import { verify } from "./actions";
import styles from "./audit-log.module.css";

/** Computes the chain of entries again and says whether anything was changed or removed. */
export function VerifyChain() {
  const { submit, isPending, result, failure } = useTypedAction(verify);
  return (
    <Panel title="Chain of entries" className={styles.chain}>
      <form action={submit} className={styles.verify} aria-label="Verify the audit log">
        <Failure>{failure}</Failure>
        <p className={styles.about}>
          Each entry carries a hash over all that it says and the hash of the entry before it. Verifying computes them
          again and finds what was changed or removed.
        </p>
        <Button
          type="submit"
          variant="default"
          loading={isPending}
          leftSection={<IconShieldCheck size={16} stroke={1.7} aria-hidden />}
        >
          Verify the chain
        </Button>
        <div role="status" className={styles.verdict}>
          {result?.ok && !isPending && <Verdict verdict={result.data} />}
        </div>
      </form>
    </Panel>
  );
}

function Verdict({ verdict: { entries, newest, faults } }: { verdict: ChainVerdict }) {
  if (faults.length > 0) {
    return (
      <>
        <span className={styles.bad}>
          The log was tampered with, or damaged: {countOf(faults.length, "fault")} found.
        </span>
        <ul className={styles.faults}>
          {faults.map(({ number, id, fault }) => (
            <li key={`${number} ${id} ${fault}`}>
              Entry {number}: {fault}
            </li>
          ))}
        </ul>
      </>
    );
  }
  return (
    <span className={styles.good}>
      All {countOf(entries, "entry", "entries")} are as they were written. Keep the newest to compare later:{" "}
      <code className={styles.hash}>
        {newest.number}:{newest.hash}
      </code>
    </span>
  );
}
