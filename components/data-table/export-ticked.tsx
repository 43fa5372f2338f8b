import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";

type ExportTickedProps = {
  /** The list's name in addresses. */
  list: string;
  /** The query of the list's address. */
  search: string;
  ids: readonly string[];
};

/** Downloads the ticked rows with the columns that are shown. */
export function ExportTicked({ list, search, ids }: ExportTickedProps) {
  const params = new URLSearchParams(search);
  params.set("ids", ids.join(","));
  return (
    <Button
      size="xs"
      variant="default"
      component="a"
      href={`/api/${list}/export?${params}`}
      download
      leftSection={<IconDownload size={14} stroke={1.8} aria-hidden />}
    >
      Export CSV
    </Button>
  );
}
