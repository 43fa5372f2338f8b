import { Button, Textarea, TextInput } from "@mantine/core";
import { useEffect } from "react";
import { Failure } from "@/components/forms/failure";
import { useTypedAction } from "@/components/forms/use-typed-action";
import { useRouter } from "@/components/navigation/use-router";
import { showToast } from "@/components/toasts/show-toast";
import FormDrawer from "@/components/ui/form-drawer";
import type { LeadDetail } from "@/lib/leads/schema";
import { convertLead } from "./actions";
import styles from "./lead-page.module.css";

type ConvertDrawerProps = { lead: LeadDetail; title: string; onClose(): void };

/** Who the customer is; everything that calls have said is there already. */
export default function ConvertDrawer({ lead, title, onClose }: ConvertDrawerProps) {
  const { form, submit, isPending, typed, result, errorOf, failure } = useTypedAction(convertLead);
  const router = useRouter();
  const made = result?.ok ? result.data : undefined;

  useEffect(() => {
    if (made === undefined) return;
    showToast({
      tone: "good",
      message: made.isNew
        ? `${title} is now customer ${made.reference}.`
        : `${title} was customer ${made.reference} already.`,
    });
    router.push(`/customers/${made.id}`);
  }, [made, title, router]);

  const field = (name: string, value: string | null = null) => ({
    name,
    defaultValue: typed[name] ?? value ?? "",
    error: errorOf(name),
    "aria-invalid": errorOf(name) !== undefined,
    autoComplete: "off",
  });
  return (
    <FormDrawer isOpen title={`Convert ${title} to a customer`} onClose={onClose}>
      <form ref={form} action={submit} className={styles.form} aria-label="Convert to customer" noValidate>
        <Failure>{failure}</Failure>
        <input type="hidden" name="leadId" value={lead.id} />
        <TextInput label="Name" maxLength={255} data-autofocus {...field("name", lead.name)} />
        <TextInput label="Email" type="email" inputMode="email" maxLength={320} {...field("email", lead.email)} />
        <TextInput label="Company" maxLength={255} {...field("company", lead.company)} />
        <TextInput label="Sales rep" description="Who manages this customer." maxLength={255} {...field("salesRep")} />
        <Textarea label="Notes" rows={4} maxLength={10_000} {...field("notes")} />
        <div className={styles.submit}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isPending || made !== undefined}>
            Convert to customer
          </Button>
        </div>
      </form>
    </FormDrawer>
  );
}
