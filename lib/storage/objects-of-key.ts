import type { Objects, Storage } from "./storage";
import { ownerOf } from "./tenant-key";

/** The objects among which a key lies, whosever they are: only for keys of rows that the database holds to their tenants. */
export function objectsOfKey(storage: Storage, key: string): Objects {
  const owner = ownerOf(key);
  return owner === null ? storage : storage.of(owner);
}
