import { Button, Group, Modal, TextInput } from "@mantine/core";
import { useEffect } from "react";
import type { SavedView } from "@/lib/views/schema";
import { Failure } from "../forms/failure";
import { useTypedAction } from "../forms/use-typed-action";
import type { ViewAction } from "./view-actions";

type ViewNameDialogProps = {
  title: string;
  submit: string;
  name?: string;
  action: ViewAction<SavedView>;
  /** What the action is given besides the name. */
  fields: Readonly<Record<string, string>>;
  onClose(): void;
  onDone(view: SavedView): void;
};

/** Asks for the name of a view. */
export default function ViewNameDialog({ title, submit, name, action, fields, onClose, onDone }: ViewNameDialogProps) {
  const { form, submit: send, typed, result, isPending, errorOf, failure } = useTypedAction(action);
  useEffect(() => {
    if (result?.ok) onDone(result.data);
  }, [result, onDone]);
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      centered
      size={400}
      closeButtonProps={{ "aria-label": "Close" }}
      transitionProps={{ duration: 100 }}
    >
      <form ref={form} action={send}>
        {Object.entries(fields).map(([field, value]) => (
          <input key={field} type="hidden" name={field} value={value} />
        ))}
        <Failure>{failure ?? errorOf("query")}</Failure>
        <TextInput
          name="name"
          label="Name"
          maxLength={60}
          defaultValue={typed.name ?? name}
          error={errorOf("name")}
          autoComplete="off"
          data-autofocus
        />
        <Group justify="flex-end" mt="lg" gap={8}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isPending}>
            {submit}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
