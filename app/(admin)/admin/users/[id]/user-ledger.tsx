"use client";

import { TextInput } from "@mantine/core";
import { Panel } from "@/components/ui/panel";
import { transactionTypeLabels } from "@/lib/admin/users/labels";
import type { UserDetail, UserLedgerEntry } from "@/lib/admin/users/schema";
import { countOf } from "@/lib/platform/format/count-of";
import { formatCount } from "@/lib/platform/format/format-count";
import { formatInstant } from "@/lib/platform/format/format-instant";
import { DialogButton } from "../../../_parts/dialog-button";
import { Dimmed, SmallTable } from "../../../_parts/small-table";
import { moveCredits } from "./actions";
import { sayBalance } from "./say-balance";

type UserLedgerProps = {
  user: UserDetail;
  timezone: string;
  mayAct: boolean;
  /** The id of the next entry. */
  entryId: string;
};

/** The newest entries of the account's ledger. A call's credits can be given back. */
export function UserLedger({ user, timezone, mayAct, entryId }: UserLedgerProps) {
  const { entries, count } = user.ledger;
  return (
    <Panel title="Ledger" aside={count > entries.length && <Dimmed>{formatCount(count)} entries in all</Dimmed>}>
      <SmallTable
        caption="Ledger"
        empty="No credits have moved yet."
        rows={entries}
        rowKey={({ id }) => id}
        columns={[
          {
            header: "Entry",
            cell: ({ type, description, occurredAt }) => (
              <>
                {transactionTypeLabels[type]}
                <Dimmed>
                  <bdi>{description}</bdi>
                </Dimmed>
                <Dimmed>{formatInstant(occurredAt, timezone)}</Dimmed>
              </>
            ),
          },
          { header: "Credits", isNumber: true, cell: ({ amount }) => signed(amount) },
          { header: "Balance", isNumber: true, isWide: true, cell: ({ balanceAfter }) => formatCount(balanceAfter) },
          ...(mayAct && entries.some(({ refundable }) => refundable > 0)
            ? [
                {
                  header: "Action",
                  width: "104px",
                  cell: (entry: UserLedgerEntry) =>
                    entry.refundable > 0 && <GiveBack user={user} entry={entry} entryId={entryId} />,
                },
              ]
            : []),
        ]}
      />
    </Panel>
  );
}

const signed = (amount: number) => (amount > 0 ? `+${formatCount(amount)}` : formatCount(amount).replace("-", "−"));

type GiveBackProps = { user: UserDetail; entry: UserLedgerEntry; entryId: string };

function GiveBack({ user, entry, entryId }: GiveBackProps) {
  return (
    <DialogButton
      label="Give back"
      ariaLabel={`Give back the credits of entry ${entry.entryNumber}`}
      size="compact-xs"
      title="Give back a call’s credits"
      consequence={`The call has cost ${countOf(entry.refundable, "credit")}. The charge stays; a refund that names the call is added. The balance is ${formatCount(user.credits)} now.`}
      submitLabel="Give back"
      action={sayBalance(moveCredits)}
      hidden={{ userId: user.id, entryId, type: "refund", callId: entry.callId ?? "" }}
      fields={({ typed, errorOf }) => (
        <TextInput
          name="amount"
          label="Credits"
          inputMode="numeric"
          maxLength={12}
          autoComplete="off"
          data-autofocus
          defaultValue={typed.amount ?? String(entry.refundable)}
          error={errorOf("amount") ?? errorOf("type")}
          aria-invalid={errorOf("amount") !== undefined}
        />
      )}
    />
  );
}
