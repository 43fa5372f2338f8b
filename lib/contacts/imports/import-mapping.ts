import { z } from "zod";
import { importFields } from "./import-fields";

/** A mapping as the database keeps it. */
export const ImportMapping = z.partialRecord(z.enum(importFields), z.number().int().min(0));
