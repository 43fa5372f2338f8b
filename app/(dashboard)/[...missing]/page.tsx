import type { Metadata } from "next";
import { notFound } from "next/navigation";

export const metadata: Metadata = { title: "Not found" };

/** An address that no page has: said inside the frame to whoever is signed in, and on an empty page to everybody else. */
export default function MissingPage() {
  notFound();
}
