import { createHash, timingSafeEqual } from "node:crypto";
import { LRUCache } from "lru-cache";

/** A change as the database announced it; without a name it is of a table that has no tenant. */
export type Announcement = { table: string; tenantName: string | null };

export type AnnouncementReader = {
  /** The tenant's pseudonym in announcements. */
  nameOf(userId: string): string;
  /** Null for announcements that the database did not send, and for repeated ones. */
  read(payload: string): Announcement | null;
};

const shape = /^([a-z_]{1,63}) (\d{1,20})(?: ([0-9a-f]{32}))? ([0-9a-f]{32})$/;
/** PostgreSQL delivers equal announcements of a transaction once, so whatever comes twice is a copy. */
const rememberedMax = 20_000;

/** Reads what `announce_change` sends, by the key of this database. */
export function createAnnouncementReader(secret: Uint8Array): AnnouncementReader {
  const seen = new LRUCache<string, true>({ max: rememberedMax });
  const digest = (data: string | Uint8Array) =>
    createHash("sha256").update(secret).update(data).digest("hex").slice(0, 32);
  return {
    nameOf: (userId) => digest(Buffer.from(userId.replaceAll("-", ""), "hex")),
    read(payload) {
      const [, table, , tenantName = null, proof] = shape.exec(payload) ?? [];
      if (table === undefined || proof === undefined || seen.has(payload)) return null;
      const said = payload.slice(0, -1 - proof.length);
      if (!timingSafeEqual(Buffer.from(digest(said)), Buffer.from(proof))) return null;
      seen.set(payload, true);
      return { table, tenantName };
    },
  };
}
