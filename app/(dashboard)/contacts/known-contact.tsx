import { Button } from "@mantine/core";
import { type RefObject, useState } from "react";
import { Link } from "@/components/navigation/link";
import { useRouter } from "@/components/navigation/use-router";
import { useWorking } from "@/components/navigation/working";
import { showToast } from "@/components/toasts/show-toast";
import type { ContactOutcome } from "@/lib/contacts/write-contact";
import { addToContact, mergeContacts, updateContact } from "./actions";
import styles from "./contact.module.css";

type KnownContactProps = {
  known: Extract<ContactOutcome, { kind: "known" }>;
  /** The contact that is edited; absent while one is created. */
  id?: string;
  form: RefObject<HTMLFormElement | null>;
  /** Sends the form again, now that the address may be shared. */
  onShare(): void;
};

/** The other contact with this number or address, and what can be done: open it, merge the two, or let both share the address. */
export function KnownContact({ known, id, form, onShare }: KnownContactProps) {
  const { field, other } = known;
  const [isBusy, setBusy] = useState(false);
  useWorking(isBusy);
  const [isShared, setShared] = useState(false);
  const router = useRouter();

  async function merge() {
    setBusy(true);
    const result = await (id ? mergeInto(id) : add()).catch(() => unreachable);
    setBusy(false);
    if (!result.ok) return showToast({ tone: "bad", message: result.message });
    showToast({ tone: "good", message: "The contacts were merged." });
    router.push(`/contacts/${result.data.id}`);
  }

  async function add() {
    const data = new FormData(form.current ?? undefined);
    data.set("otherId", other.id);
    return addToContact(data);
  }

  /** What was typed beside the number or address is saved first: merging fills them from the other one. */
  async function mergeInto(kept: string) {
    const typed = new FormData(form.current ?? undefined);
    typed.set(field, "");
    const saved = await updateContact(typed);
    if (!saved.ok) return saved;
    const data = new FormData();
    data.set("id", kept);
    data.set("otherId", other.id);
    return mergeContacts(data);
  }

  return (
    <div className={styles.known} role="alert">
      <p>
        <bdi>
          <Link href={`/contacts/${other.id}`}>{other.title}</Link>
        </bdi>{" "}
        has this {field === "phone" ? "number" : "email address"} already.
      </p>
      <div className={styles.choices}>
        <Button size="xs" variant="default" component={Link} href={`/contacts/${other.id}`}>
          Open that contact
        </Button>
        <Button size="xs" variant="default" onClick={merge} loading={isBusy}>
          Merge the contacts
        </Button>
        {field === "email" && (
          <>
            <input type="hidden" name="sharesEmail" value={isShared ? "yes" : ""} />
            <Button
              size="xs"
              variant="default"
              onClick={() => {
                setShared(true);
                setTimeout(onShare);
              }}
            >
              Keep both
            </Button>
          </>
        )}
      </div>
    </div>
  );
}

const unreachable = { ok: false, message: "Callwright could not be reached. Try again in a moment." } as const;
