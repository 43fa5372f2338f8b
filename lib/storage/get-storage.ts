import { loadEnv } from "@/lib/platform/env";
import { createDiskStorage } from "./disk-storage";
import type { Storage } from "./storage";

let storage: Storage | undefined;

/** This process's storage: the folder STORAGE_DIR. */
export function getStorage(): Storage {
  storage ??= createDiskStorage(loadEnv().storageDir);
  return storage;
}
