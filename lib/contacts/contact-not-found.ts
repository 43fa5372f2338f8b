import { AppError } from "@/lib/platform/errors";

export const contactNotFound = () => new AppError("NOT_FOUND", "There is no such contact.");
