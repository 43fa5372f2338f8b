import type { Metadata } from "next";
import { notFound } from "next/navigation";

export const metadata: Metadata = { title: "Not found" };

/** The page for unknown addresses: inside the frame for signed-in users, and on an empty page for everybody else. */
export default function MissingPage() {
  notFound();
}
