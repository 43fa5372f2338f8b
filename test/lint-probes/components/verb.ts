// expects plugin, but not in app
import { listCalls } from "@/lib/calls/list-calls";

export const probe = listCalls;
