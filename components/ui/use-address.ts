import { usePathname, useSearchParams } from "next/navigation";

/** A parameter's new value; null takes it out of the address. */
export type AddressChanges = Readonly<Record<string, string | null>>;

/** Says where a choice leads: this page with some parameters changed, from the start of its list. */
export function useAddress(): (changes: AddressChanges) => string {
  const pathname = usePathname();
  const params = useSearchParams();
  return (changes) => {
    const next = new URLSearchParams(params);
    next.delete("at");
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) next.delete(name);
      else next.set(name, value);
    }
    const search = next.toString();
    return search ? `${pathname}?${search}` : pathname;
  };
}
