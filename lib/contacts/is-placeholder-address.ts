import { isPlaceholder } from "./is-placeholder";

/** Whether an address was made up to fill a field: "none@none.com" and "not.provided@example.com" reach nobody. */
export function isPlaceholderAddress(email: string): boolean {
  const [local = "", domain = ""] = email.split("@");
  const place = domain.slice(0, domain.lastIndexOf("."));
  // Of people, as well as of programs; and there are providers called email.com.
  const isName = /^(?:nan|nil)$/.test(local) && local !== place;
  return (!isName && isPlaceholder(local, { isPart: true })) || isPlaceholder(place, { isPart: true });
}
