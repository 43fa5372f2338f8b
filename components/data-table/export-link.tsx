import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";

/** Downloads what the list shows, all its pages, as a CSV file. A plain link: the browser shows the progress. */
export function ExportLink({ href, label = "Export CSV" }: { href: string; label?: string }) {
  return (
    <Button
      component="a"
      href={href}
      download
      variant="default"
      leftSection={<IconDownload size={15} stroke={1.8} aria-hidden />}
    >
      {label}
    </Button>
  );
}
