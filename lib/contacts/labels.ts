import type { ContactSource } from "./schema";

/** Where a contact comes from. */
export const contactSourceLabels: Readonly<Record<ContactSource, string>> = {
  manual: "Entered by hand",
  call: "From a call",
  import: "Imported",
};
