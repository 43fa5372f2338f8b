import { Menu } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { Link } from "@/components/navigation/link";
import { type Opened, OpenerAnchor } from "../ui/opener";
import { useAddress } from "../ui/use-address";
import { rememberColumns } from "./remembered-columns";

export type ColumnMenuProps = {
  /** The list whose columns they are, as in "calls". */
  list: string;
  columns: readonly { key: string; header: string }[];
  shown: readonly string[];
  /** Columns without which a row would say nothing. */
  fixed: readonly string[];
};

/** The columns that can be left out, each a link to the list with it or without it. */
export default function ColumnChoices({ list, columns, shown, fixed, isOpen, onChange }: ColumnMenuProps & Opened) {
  const address = useAddress();
  return (
    <Menu opened={isOpen} onChange={onChange} closeOnItemClick={false} position="bottom-end">
      <Menu.Target>
        <OpenerAnchor />
      </Menu.Target>
      <Menu.Dropdown aria-label="Columns">
        {columns
          .filter(({ key }) => !fixed.includes(key))
          .map(({ key, header }) => {
            const isShown = shown.includes(key);
            const next = columns.map((each) => each.key).filter((each) => shown.includes(each) !== (each === key));
            return (
              <Menu.Item
                key={key}
                component={Link}
                href={address({ columns: next.join(",") })}
                scroll={false}
                onClick={() => rememberColumns(list, next)}
                role="menuitemcheckbox"
                aria-checked={isShown}
                rightSection={isShown ? <IconCheck size={15} aria-hidden /> : null}
              >
                {header}
              </Menu.Item>
            );
          })}
      </Menu.Dropdown>
    </Menu>
  );
}
