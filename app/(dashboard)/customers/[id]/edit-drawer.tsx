import { Button, Textarea, TextInput } from "@mantine/core";
import { useEffect } from "react";
import { Failure } from "@/components/forms/failure";
import { useTypedAction } from "@/components/forms/use-typed-action";
import { useRouter } from "@/components/navigation/use-router";
import { showToast } from "@/components/toasts/show-toast";
import FormDrawer from "@/components/ui/form-drawer";
import type { CustomerDetail } from "@/lib/customers/schema";
import { saveCustomer } from "./actions";
import styles from "./customer-page.module.css";

type EditDrawerProps = { customer: CustomerDetail; onClose(): void };

/** Changes who the customer is and who looks after them; every change is kept in the history. */
export default function EditDrawer({ customer, onClose }: EditDrawerProps) {
  const { form, submit, isPending, typed, result, errorOf, failure } = useTypedAction(saveCustomer);
  const router = useRouter();
  const isDone = result?.ok === true;

  useEffect(() => {
    if (!isDone) return;
    showToast({ tone: "good", message: "Customer saved." });
    router.refresh();
    onClose();
  }, [isDone, router, onClose]);

  const field = (name: string, value: string | null) => ({
    name,
    defaultValue: typed[name] ?? value ?? "",
    error: errorOf(name),
    "aria-invalid": errorOf(name) !== undefined,
    autoComplete: "off",
  });
  return (
    <FormDrawer isOpen title={`Edit ${customer.name}`} onClose={onClose}>
      <form ref={form} action={submit} className={styles.form} aria-label="Edit customer" noValidate>
        <Failure>{failure}</Failure>
        <input type="hidden" name="id" value={customer.id} />
        <TextInput label="Name" maxLength={255} data-autofocus {...field("name", customer.name)} />
        <TextInput
          label="Phone number"
          type="tel"
          description="With its country, like +44 20 7946 0018."
          {...field("phone", customer.phone?.text ?? null)}
        />
        <TextInput label="Email" type="email" inputMode="email" maxLength={320} {...field("email", customer.email)} />
        <TextInput label="Company" maxLength={255} {...field("company", customer.company)} />
        <TextInput label="Sales rep" maxLength={255} {...field("salesRep", customer.salesRep)} />
        <Textarea label="Notes" rows={6} maxLength={10_000} {...field("notes", customer.notes)} />
        <div className={styles.submit}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isPending || isDone}>
            Save
          </Button>
        </div>
      </form>
    </FormDrawer>
  );
}
