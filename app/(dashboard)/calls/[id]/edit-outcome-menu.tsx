"use client";

import { Menu } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { type Opened, OpenerAnchor } from "@/components/ui/opener";
import type { CallDetail } from "@/lib/calls/call-detail";
import { outcomeWords } from "../words";

type EditOutcomeMenuProps = Opened & {
  call: Pick<CallDetail, "outcome" | "editedOutcome">;
  providerOutcome: keyof typeof outcomeWords;
  onChoose(outcome: string, message: string): void;
};

/** How a call may have ended; it hangs on the button that it lies under. */
export default function EditOutcomeMenu({ call, providerOutcome, isOpen, onChange, onChoose }: EditOutcomeMenuProps) {
  return (
    <Menu opened={isOpen} onChange={onChange} position="bottom-start" withinPortal={false}>
      <Menu.Target>
        <OpenerAnchor />
      </Menu.Target>
      <Menu.Dropdown aria-label="Outcome">
        {Object.entries(outcomeWords).map(([outcome, word]) => (
          <Menu.Item
            key={outcome}
            onClick={() => onChoose(outcome, `Outcome set to “${word}”`)}
            rightSection={outcome === call.outcome ? <IconCheck size={15} aria-label="chosen" /> : null}
          >
            {word}
          </Menu.Item>
        ))}
        {call.editedOutcome && (
          <>
            <Menu.Divider />
            <Menu.Item onClick={() => onChoose("provider", "Outcome is the provider’s again")}>
              As the provider says: {outcomeWords[providerOutcome]}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
