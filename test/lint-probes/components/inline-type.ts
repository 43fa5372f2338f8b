// expects plugin, but not in app
import { findPage, type Place } from "@/lib/calls/find-page";

export const probe: Place = findPage;
