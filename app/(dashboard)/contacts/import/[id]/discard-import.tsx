import { Button } from "@mantine/core";
import { useState } from "react";
import { useRouter } from "@/components/navigation/use-router";
import { useWorking } from "@/components/navigation/working";
import { showToast } from "@/components/toasts/show-toast";
import { discardImport } from "../actions";
import { askFor } from "./ask-for";

/** Discards the file; nothing of it was imported. */
export function DiscardImport({ id }: { id: string }) {
  const [isBusy, setBusy] = useState(false);
  useWorking(isBusy);
  const router = useRouter();
  return (
    <Button
      variant="default"
      loading={isBusy}
      onClick={async () => {
        setBusy(true);
        if (!(await askFor(discardImport, id))) return setBusy(false);
        showToast({ message: "The file was discarded. Nothing was imported." });
        router.push("/contacts/import");
      }}
    >
      Discard the file
    </Button>
  );
}
