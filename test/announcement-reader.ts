import type pg from "pg";
import { type AnnouncementReader, createAnnouncementReader } from "@/lib/live/announcement";

/** Reads what this database announces, as its owner. */
export async function announcementReader(owner: pg.Client): Promise<AnnouncementReader> {
  const { rows } = await owner.query<{ secret: Buffer }>("SELECT announcement_secret() AS secret");
  return createAnnouncementReader(rows[0]?.secret ?? Buffer.alloc(0));
}
