"use client";

import { Button } from "@mantine/core";
import { IconColumns3 } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { whenConnected } from "@/components/offline/when-connected";
import { Opener } from "../ui/opener";
import type { ColumnMenuProps } from "./column-choices";

const load = () => import("./column-choices");
const ColumnChoices = dynamic(whenConnected(load), { ssr: false });

/** Which columns a table shows: part of the address, and remembered for the next visit. */
export function ColumnMenu(props: ColumnMenuProps) {
  return (
    <Opener
      load={load}
      opens="menu"
      button={(button) => (
        <Button variant="default" leftSection={<IconColumns3 size={15} stroke={1.8} aria-hidden />} {...button}>
          Columns
        </Button>
      )}
    >
      {(opened) => <ColumnChoices {...props} {...opened} />}
    </Opener>
  );
}
