import { type RefObject, useActionState, useEffect, useRef } from "react";
import type { ActionResult } from "@/lib/platform/action-result";
import { useWorking } from "../navigation/working";

const unreachable = {
  ok: false,
  code: "UNAVAILABLE",
  message: "Callwright could not be reached. Your input was kept: try again in a moment.",
} as const;

type State<T> = { typed: Readonly<Record<string, string>>; result: ActionResult<T> | undefined };

export type TypedAction<T> = State<T> & {
  form: RefObject<HTMLFormElement | null>;
  submit(data: FormData): void;
  isPending: boolean;
  /** The sentence beside a field. */
  errorOf(field: string): string | undefined;
  /** The sentence above the form, for what belongs to no field. */
  failure: string | undefined;
};

/** A form over a server action. What was typed is kept here, in the browser, so that no answer has to carry a password back. */
export function useTypedAction<T>(action: (data: FormData) => Promise<ActionResult<T>>): TypedAction<T> {
  const form = useRef<HTMLFormElement>(null);
  const [state, submit, isPending] = useActionState(
    async (_: State<T>, data: FormData): Promise<State<T>> => ({
      typed: typedIn(data),
      result: await action(data).catch(() => unreachable),
    }),
    { typed: {}, result: undefined },
  );

  useWorking(isPending);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
    if (state.result?.ok) window.scrollTo(0, 0);
  }, [state]);

  const refused = state.result?.ok === false ? state.result : undefined;
  return {
    ...state,
    form,
    submit,
    isPending,
    errorOf: (field) => refused?.fields?.[field],
    failure: refused && !refused.fields ? refused.message : undefined,
  };
}

function typedIn(data: FormData): Record<string, string> {
  return Object.fromEntries([...data].filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}
