import { Menu } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { type Opened, OpenerAnchor } from "@/components/ui/opener";
import type { CallDetail } from "@/lib/calls/call-detail";
import { callOutcomeLabels } from "@/lib/calls/labels";

type EditOutcomeMenuProps = Opened & {
  call: Pick<CallDetail, "outcome" | "editedOutcome">;
  providerOutcome: keyof typeof callOutcomeLabels;
  onChoose(outcome: string, message: string): void;
};

/** The menu of outcomes, opened by the button above it. */
export default function EditOutcomeMenu({ call, providerOutcome, isOpen, onChange, onChoose }: EditOutcomeMenuProps) {
  return (
    <Menu opened={isOpen} onChange={onChange} position="bottom-start" withinPortal={false}>
      <Menu.Target>
        <OpenerAnchor />
      </Menu.Target>
      <Menu.Dropdown aria-label="Outcome">
        {Object.entries(callOutcomeLabels).map(([outcome, word]) => (
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
            <Menu.Item onClick={() => onChoose("provider", "Outcome reset to the provider’s")}>
              Use the provider’s outcome: {callOutcomeLabels[providerOutcome]}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
