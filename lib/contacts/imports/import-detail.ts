import type { FileColumn } from "./files/file-columns";
import type { ImportMapping } from "./import-fields";
import type { LeftOut, SkipReason } from "./import-row";
import type { ImportStatus, KnownContactRule, RowVerdict } from "./import-status";
import type { UndoReason } from "./undo-rows";

/** An import as its pages show it. Instants are ISO 8601 in UTC. */
export type ImportDetail = {
  id: string;
  status: ImportStatus;
  fileName: string;
  fileBytes: number;
  encoding: string;
  separator: string;
  hasHeader: boolean;
  columns: FileColumn[];
  /** What was chosen, else what an import with the same columns chose, else what the columns look like. */
  mapping: ImportMapping;
  mappingFrom: "chosen" | "remembered" | "guessed";
  knownContacts: KnownContactRule;
  country: string | null;
  counts: ImportCounts;
  rowsDone: number;
  failure: string | null;
  isCancelling: boolean;
  canUndo: boolean;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  undoneAt: string | null;
};

/** `rows` is the sum of `created`, `updated` and `skipped` once an import was checked, and once it has ended. */
export type ImportCounts = {
  rows: number;
  created: number;
  /** Those of the created that have no number. */
  numberless: number;
  /** Those of the created and updated of which a field that could not be used was left out. */
  leftOut: number;
  updated: number;
  skipped: number;
  undone: number;
  kept: number;
};

export type ImportListItem = Pick<
  ImportDetail,
  "id" | "status" | "fileName" | "counts" | "rowsDone" | "createdAt" | "finishedAt" | "undoneAt"
>;

/** A field that an update changes, before and after. */
export type FieldChange = {
  field: "name" | "phone" | "extension" | "email" | "company" | "notes";
  before: string | null;
  after: string | null;
};

export type ImportRow = {
  rowNumber: number;
  line: number;
  name: string | null;
  phone: string | null;
  extension: string | null;
  email: string | null;
  company: string | null;
  verdict: RowVerdict;
  reason: SkipReason | null;
  otherLine: number | null;
  contactId: string | null;
  /** What of the row could not be used, whether or not the rest was. */
  leftOut: LeftOut[];
  changes: FieldChange[];
  undoReason: UndoReason | null;
};

export type ImportRowPage = {
  rows: ImportRow[];
  /** The row number after which the next page begins. */
  nextAfter: number | null;
};
