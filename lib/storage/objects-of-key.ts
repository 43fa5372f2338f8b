import type { Objects, Storage } from "./storage";
import { ownerOf } from "./tenant-key";

/** The objects that contain a key, of any tenant: only for keys from rows whose tenant the database enforces. */
export function objectsOfKey(storage: Storage, key: string): Objects {
  const owner = ownerOf(key);
  return owner === null ? storage : storage.of(owner);
}
