"use client";

import { Button } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useRouter } from "@/components/navigation/use-router";
import { useDeletion } from "../use-deletion";

/** Deletes the contact of this page, leads to the list, and offers there to bring it back. */
export function DeleteContact({ id }: { id: string }) {
  const router = useRouter();
  const { remove, isBusy } = useDeletion(() => router.refresh());
  return (
    <Button
      variant="default"
      loading={isBusy}
      leftSection={<IconTrash size={15} stroke={1.8} aria-hidden />}
      onClick={async () => {
        if (await remove([id])) router.push("/contacts");
      }}
    >
      Delete
    </Button>
  );
}
