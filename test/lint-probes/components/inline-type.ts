// expects plugin, but not in app
import { type CallRow, listCalls } from "@/lib/calls/list-calls";

export const probe: CallRow = listCalls;
