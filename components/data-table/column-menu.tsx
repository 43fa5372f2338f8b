"use client";

import { Button, Menu } from "@mantine/core";
import { IconCheck, IconColumns3 } from "@tabler/icons-react";
import Link from "next/link";
import { useAddress } from "../ui/use-address";
import { rememberColumns } from "./remembered-columns";

type ColumnMenuProps = {
  /** The list whose columns they are, as in "calls". */
  list: string;
  columns: readonly { key: string; header: string }[];
  shown: readonly string[];
  /** Columns without which a row would say nothing. */
  fixed: readonly string[];
};

/** Which columns a table shows: part of the address, and remembered for the next visit. */
export function ColumnMenu({ list, columns, shown, fixed }: ColumnMenuProps) {
  const address = useAddress();
  return (
    <Menu closeOnItemClick={false} position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconColumns3 size={15} stroke={1.8} aria-hidden />}>
          Columns
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
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
