import { AppError } from "@/lib/platform/errors";

export function leadNotFound(): AppError {
  return new AppError("NOT_FOUND", "There is no such lead.");
}
