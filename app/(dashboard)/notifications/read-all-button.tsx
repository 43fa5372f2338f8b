"use client";

import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useWorking } from "@/components/navigation/working";
import { showToast } from "@/components/toasts/show-toast";
import { notificationList } from "@/lib/notifications/fields";
import { readAllNotifications, readUntil } from "./actions";
import { useNotifications } from "./use-notifications";

/** Reads everything at once, with a way back. */
export function ReadAllButton({ search }: { search: string }) {
  const { unread } = useNotifications(search);
  const client = useQueryClient();
  const [isPending, setPending] = useState(false);
  useWorking(isPending);
  const refresh = () => client.invalidateQueries({ queryKey: ["live", notificationList.name] });

  async function readAll() {
    setPending(true);
    const result = await readAllNotifications(new FormData()).catch(() => null);
    setPending(false);
    if (!result?.ok) {
      const message = result?.message ?? "Callwright could not be reached. Nothing was changed.";
      showToast({ message, tone: "bad" });
      return;
    }
    const { previous } = result.data;
    showToast({
      message: "All notifications are read",
      tone: "good",
      async undo() {
        const data = new FormData();
        data.set("until", previous ?? "");
        await readUntil(data);
        await refresh();
      },
    });
    await refresh();
  }
  return (
    <Button variant="default" onClick={readAll} loading={isPending} disabled={unread === 0}>
      Mark all as read
    </Button>
  );
}
