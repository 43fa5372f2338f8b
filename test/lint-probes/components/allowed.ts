// expects nothing
import type { CallRow } from "@/lib/calls/list-calls";
import { CallQuery } from "@/lib/calls/schema";
import { formatNumber } from "@/lib/platform/format/format-number";

export const probe = (row: CallRow) => [CallQuery, formatNumber, row];
