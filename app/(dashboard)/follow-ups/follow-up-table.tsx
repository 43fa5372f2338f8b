import { IconCalendarShare, IconCheck, IconCircleCheck, IconCircleX, IconRestore, IconX } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { type ReactNode, useRef, useState } from "react";
import type { Column } from "@/components/data-table/column";
import { AboveRow, DataTable, RowLink, SecondLine } from "@/components/data-table/data-table";
import { fieldColumns } from "@/components/data-table/field-columns";
import type { Selection } from "@/components/data-table/use-selection";
import { FollowUpDay } from "@/components/follow-ups/follow-up-day";
import { whenConnected } from "@/components/offline/when-connected";
import { useAccount } from "@/components/shell/account-context";
import { followUpFields } from "@/lib/follow-ups/fields";
import type { FollowUp } from "@/lib/follow-ups/schema";
import { chooseFields } from "@/lib/lists/list-field";
import { withCountry } from "@/lib/platform/format/with-country";
import styles from "./follow-up-table.module.css";
import { dayLabel, nameOf } from "./follow-up-text";
import { RemarkCell } from "./remark-cell";
import type { FollowUpChanges } from "./use-follow-up-changes";

const RescheduleDialog = dynamic(
  whenConnected(() => import("./reschedule-dialog")),
  { ssr: false },
);

const shownAtFirst = chooseFields(followUpFields, {});

type FollowUpTableProps = {
  caption: string;
  followUps: readonly FollowUp[];
  /** The fields that are shown; without it, those that are shown until somebody chooses. */
  shown?: readonly string[];
  today: string;
  asOf: string;
  changes: FollowUpChanges;
  selection?: Selection;
  /** What can be done with the ticked ones. */
  actions?: ReactNode;
};

/** Follow-ups with what can be done with each; when one leaves the list, the next one has the focus. */
export function FollowUpTable(props: FollowUpTableProps) {
  const { caption, followUps, shown = shownAtFirst, today, asOf, changes, selection, actions } = props;
  const { timezone } = useAccount();
  const frame = useRef<HTMLDivElement>(null);
  const [moving, setMoving] = useState<FollowUp>();

  async function leave(followUp: FollowUp, change: () => Promise<void>) {
    const place = followUps.indexOf(followUp);
    const done = change();
    // After the list has been drawn without it.
    setTimeout(() => focusRow(frame.current, place), 50);
    await done;
  }

  const drawn = {
    person: (each: FollowUp) => <PersonCell followUp={each} today={today} changes={changes} />,
    day: (each: FollowUp) => <DayCell followUp={each} today={today} />,
    remark: (each: FollowUp) => (
      <RemarkCell
        followUp={each}
        changes={changes}
        onComplete={(remark) => leave(each, () => changes.complete([each], remark))}
      />
    ),
  };
  const isAnyDone = followUps.some(({ completedAt }) => completedAt);
  const names = shown.filter((name) => name !== "done" || isAnyDone);
  const columns: Column<FollowUp>[] = [
    ...fieldColumns({ fields: followUpFields, shown: names, drawn, asOf, timezone }),
    {
      key: "actions",
      header: "Actions",
      isNumber: true,
      width: "140px",
      phoneWidth: "124px",
      cell: (each) => (
        <RowActions
          followUp={each}
          onComplete={() => leave(each, () => changes.complete([each]))}
          onCancel={() => leave(each, () => changes.cancel([each]))}
          onReopen={() => leave(each, () => changes.reopen([each]))}
          onMove={() => setMoving(each)}
        />
      ),
    },
  ];
  return (
    <div ref={frame}>
      <DataTable
        caption={caption}
        columns={columns}
        rows={followUps}
        rowKey={({ id }) => id}
        selection={selection && { state: selection, rowName: (each) => `the follow-up of ${nameOf(each)}`, actions }}
      />
      {moving && (
        <RescheduleDialog
          followUp={moving}
          today={today}
          onClose={() => setMoving(undefined)}
          onChoose={(day) => {
            setMoving(undefined);
            void leave(moving, () => changes.reschedule(moving, day));
          }}
        />
      )}
    </div>
  );
}

function focusRow(frame: HTMLElement | null, place: number) {
  const rows = frame?.querySelectorAll("[data-row]") ?? [];
  const row = rows[Math.min(place, rows.length - 1)];
  const target = row?.querySelector<HTMLElement>("[data-first-action]") ?? document.getElementById("content");
  target?.focus();
}

function PersonCell({ followUp, today, changes }: { followUp: FollowUp; today: string; changes: FollowUpChanges }) {
  const name = nameOf(followUp);
  const { phoneNumber, country, email } = followUp;
  const number = name === phoneNumber ? country : withCountry(phoneNumber, country);
  const second = [number, email].filter((text) => text && text !== name).join(" · ");
  const href = followUp.leadId ? `/leads/${followUp.leadId}` : followUp.callId && `/calls/${followUp.callId}`;
  return (
    <>
      {href ? (
        <RowLink href={href}>
          <bdi>{name}</bdi>
        </RowLink>
      ) : (
        <span className={styles.name}>
          <bdi>{name}</bdi>
        </span>
      )}
      {second && <SecondLine>{second}</SecondLine>}
      <SecondLine onlyOnPhone>
        <DayCell followUp={followUp} today={today} />
      </SecondLine>
      <span className={styles.phone}>
        <RemarkCell followUp={followUp} changes={changes} />
      </span>
    </>
  );
}

function DayCell({ followUp: { day, status }, today }: { followUp: FollowUp; today: string }) {
  return (
    <FollowUpDay day={day} today={today} isPending={status === "pending"}>
      {dayLabel(day, today)}
    </FollowUpDay>
  );
}

type RowActionsProps = {
  followUp: FollowUp;
  onComplete(): void;
  onCancel(): void;
  onReopen(): void;
  onMove(): void;
};

function RowActions({ followUp, onComplete, onCancel, onReopen, onMove }: RowActionsProps) {
  const name = nameOf(followUp);
  const icon = { size: 17, stroke: 1.8, "aria-hidden": true } as const;
  if (followUp.status !== "pending") {
    const StatusIcon = followUp.status === "completed" ? IconCircleCheck : IconCircleX;
    return (
      <AboveRow>
        <span className={styles.actions}>
          <span className={styles.status} data-status={followUp.status}>
            <StatusIcon size={15} stroke={1.8} aria-hidden />
            {followUp.status === "completed" ? "Done" : "Cancelled"}
          </span>
          <button
            type="button"
            className={styles.action}
            onClick={onReopen}
            data-first-action
            aria-label={`Reopen the follow-up of ${name}`}
            title="Reopen"
          >
            <IconRestore {...icon} />
          </button>
        </span>
      </AboveRow>
    );
  }
  return (
    <AboveRow>
      <span className={styles.actions}>
        <button
          type="button"
          className={styles.action}
          onClick={onComplete}
          data-first-action
          data-good
          aria-label={`Complete the follow-up of ${name}`}
          title="Complete"
        >
          <IconCheck {...icon} />
        </button>
        <button
          type="button"
          className={styles.action}
          onClick={onMove}
          aria-haspopup="dialog"
          aria-label={`Reschedule the follow-up of ${name}`}
          title="Reschedule"
        >
          <IconCalendarShare {...icon} />
        </button>
        <button
          type="button"
          className={styles.action}
          onClick={onCancel}
          aria-label={`Cancel the follow-up of ${name}`}
          title="Cancel"
        >
          <IconX {...icon} />
        </button>
      </span>
    </AboveRow>
  );
}
