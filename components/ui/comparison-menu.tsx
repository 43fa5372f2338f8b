import { Menu } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { Link } from "@/components/navigation/link";
import type { ComparisonKind } from "@/lib/platform/date-range/comparison";
import { comparisonLabels } from "@/lib/platform/format/format-comparison";
import { type Opened, OpenerAnchor } from "./opener";
import { useAddress } from "./use-address";

const kinds = ["weekdays", "previous", "year"] as const;

/** The days that a page can be compared with; each choice is a link. */
export default function ComparisonMenu({ isOpen, onChange, kind }: Opened & { kind: ComparisonKind }) {
  const address = useAddress();
  return (
    <Menu opened={isOpen} onChange={onChange} position="bottom-start">
      <Menu.Target>
        <OpenerAnchor />
      </Menu.Target>
      <Menu.Dropdown aria-label="Compare with">
        {kinds.map((each) => (
          <Menu.Item
            key={each}
            component={Link}
            href={address({ vs: each === "weekdays" ? null : each, vsFrom: null, vsTo: null })}
            scroll={false}
            rightSection={each === kind ? <IconCheck size={15} aria-label="chosen" /> : null}
          >
            {comparisonLabels[each]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
