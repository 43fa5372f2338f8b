import { AppError } from "@/lib/platform/errors";

export function customerNotFound(): AppError {
  return new AppError("NOT_FOUND", "There is no such customer.");
}
