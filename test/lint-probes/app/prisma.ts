// expects lint/style/noRestrictedImports, but not in lib/db
import { PrismaClient } from "@prisma/client";

export const probe = PrismaClient;
