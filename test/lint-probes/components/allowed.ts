// expects nothing
import type { Place } from "@/lib/calls/find-page";
import { CallQuery } from "@/lib/calls/schema";
import { formatNumber } from "@/lib/platform/format/format-number";

export const probe = (row: Place) => [CallQuery, formatNumber, row];
