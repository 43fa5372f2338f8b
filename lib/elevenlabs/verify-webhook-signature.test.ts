import { describe, expect, test } from "vitest";
import { signWebhook } from "./sign-webhook";
import { beginSignatureCheck, verifyWebhookSignature } from "./verify-webhook-signature";

const secret = "wsec_local_simulator_secret_0001";
const timestampSeconds = 1791023593;
const rawBody = Buffer.from(
  '{"type": "post_call_transcription", "event_timestamp": 1791023593, "data": {"agent_id": "agent_sim", "conversation_id": "conv_sim", "status": "done"}}',
);
const hex = "91d391b2fb0cbe3f3f7b531562f61420fa375f6d4486909a44ba1845c3227b4d";
const header = `t=${timestampSeconds},v0=${hex}`;

const verify = (changes: Partial<Parameters<typeof verifyWebhookSignature>[0]> = {}) =>
  verifyWebhookSignature({ header, rawBody, secrets: [secret], nowSeconds: timestampSeconds, ...changes });

describe("the published vector", () => {
  test("is what we sign", () => {
    expect(rawBody).toHaveLength(150);
    expect(signWebhook({ secret, timestampSeconds, rawBody })).toBe(header);
  });

  test("is accepted", () => {
    expect(verify()).toEqual({ ok: true, timestampSeconds });
  });
});

describe("a signature is accepted", () => {
  test("with any of several secrets while one is being rotated", () => {
    expect(verify({ secrets: ["wsec_new", secret] }).ok).toBe(true);
    expect(verify({ secrets: [secret, "wsec_new"] }).ok).toBe(true);
  });

  test("in any of several v0 parts", () => {
    const other = "0".repeat(64);
    expect(verify({ header: `t=${timestampSeconds},v0=${other},v0=${hex}` }).ok).toBe(true);
    expect(verify({ header: `t=${timestampSeconds},v0=${hex},v0=${other}` }).ok).toBe(true);
  });

  test("with a space after the comma, parts in any order and parts of another scheme", () => {
    expect(verify({ header: `t=${timestampSeconds}, v0=${hex}` }).ok).toBe(true);
    expect(verify({ header: `v0=${hex},v1=later,t=${timestampSeconds}` }).ok).toBe(true);
  });

  test("over bytes that are not UTF-8", () => {
    const bytes = Buffer.from([0xff, 0xfe, 0x00]);
    const signed = signWebhook({ secret, timestampSeconds, rawBody: bytes });
    expect(verify({ header: signed, rawBody: bytes }).ok).toBe(true);
  });
});

describe("a signature is refused", () => {
  test.each([
    ["no header", null],
    ["an empty header", ""],
    ["a blank header", "  "],
  ])("as missing: %s", (_, value) => {
    expect(verify({ header: value })).toEqual({ ok: false, reason: "missing_signature" });
  });

  test.each([
    ["no t part", `v0=${hex}`],
    ["no v0 part", `t=${timestampSeconds}`],
    ["a t that is not a number", `t=soon,v0=${hex}`],
    ["a negative t", `t=-${timestampSeconds},v0=${hex}`],
    ["a t with a leading zero", `t=0${timestampSeconds},v0=${hex}`],
    ["an exponent as t", `t=1e9,v0=${hex}`],
    ["two t parts", `t=${timestampSeconds},t=${timestampSeconds},v0=${hex}`],
    ["upper-case hex", `t=${timestampSeconds},v0=${hex.toUpperCase()}`],
    ["one character", `t=${timestampSeconds},v0=9`],
    ["no character", `t=${timestampSeconds},v0=`],
    ["63 hex digits", `t=${timestampSeconds},v0=${hex.slice(1)}`],
    ["65 hex digits", `t=${timestampSeconds},v0=${hex}0`],
    ["letters beyond f", `t=${timestampSeconds},v0=${"z".repeat(64)}`],
    ["full-width digits", `t=${timestampSeconds},v0=${"\uff11".repeat(64)}`],
    ["a comma alone", ","],
    ["a single letter", "t"],
    ["hundreds of parts", `t=${timestampSeconds}${`,v0=${hex}`.repeat(300)}`],
    ["a dozen short parts", `t=${timestampSeconds},v0=${hex}${",x".repeat(12)}`],
    ["a megabyte", `t=${timestampSeconds},v0=${hex},${"a".repeat(1_000_000)}`],
  ])("as malformed: %s", (_, value) => {
    expect(verify({ header: value })).toEqual({ ok: false, reason: "malformed_signature" });
  });

  test.each([
    ["another secret", { secrets: ["wsec_other"] }],
    ["no secrets at all", { secrets: [] }],
    ["a body with one space more", { rawBody: Buffer.concat([rawBody, Buffer.from(" ")]) }],
    ["the body re-serialised", { rawBody: Buffer.from(JSON.stringify(JSON.parse(rawBody.toString()))) }],
    ["another timestamp", { header: `t=${timestampSeconds + 1},v0=${hex}` }],
  ])("as wrong: %s", (_, changes) => {
    expect(verify(changes)).toEqual({ ok: false, reason: "wrong_signature" });
  });

  test("as wrong when it was made with an empty secret, even if an empty secret is configured", () => {
    const unkeyed = signWebhook({ secret: "", timestampSeconds, rawBody });
    expect(verify({ header: unkeyed, secrets: [""] })).toEqual({ ok: false, reason: "wrong_signature" });
  });
});

describe("the time window", () => {
  const stale = { ok: false, reason: "stale_timestamp" };

  test("reaches 45 minutes back, so that the last retry of a call passes", () => {
    expect(verify({ nowSeconds: timestampSeconds + 2700 }).ok).toBe(true);
    expect(verify({ nowSeconds: timestampSeconds + 2701 })).toEqual(stale);
  });

  test("reaches five minutes ahead and no further", () => {
    expect(verify({ nowSeconds: timestampSeconds - 300 }).ok).toBe(true);
    expect(verify({ nowSeconds: timestampSeconds - 301 })).toEqual(stale);
    expect(verify({ nowSeconds: timestampSeconds - 86_400 })).toEqual(stale);
  });

  test("can be narrowed", () => {
    expect(verify({ nowSeconds: timestampSeconds + 11, pastSeconds: 10 })).toEqual(stale);
    expect(verify({ nowSeconds: timestampSeconds - 1, futureSeconds: 0 })).toEqual(stale);
  });

  test("is checked without a body", () => {
    const begin = (changes: { header?: string; nowSeconds: number }) =>
      beginSignatureCheck({ header, secrets: [secret], ...changes });
    expect(begin({ nowSeconds: timestampSeconds })).toMatchObject({ ok: true, timestampSeconds });
    expect(begin({ nowSeconds: timestampSeconds + 9999 })).toEqual(stale);
    expect(begin({ header: "t=1", nowSeconds: 1 })).toEqual({ ok: false, reason: "malformed_signature" });
  });
});

describe("a body that comes in pieces", () => {
  const judged = (body: Buffer, pieceBytes: number) => {
    const check = beginSignatureCheck({ header, secrets: ["wsec_new", secret], nowSeconds: timestampSeconds });
    if (!check.ok) return check.reason;
    for (let start = 0; start < body.length; start += pieceBytes)
      check.update(body.subarray(start, start + pieceBytes));
    return check.isRight();
  };

  test.each([1, 7, 64, 150, 1_000])("is judged as if it were whole, in pieces of %i bytes", (pieceBytes) => {
    expect(judged(rawBody, pieceBytes)).toBe(true);
    expect(judged(rawBody.subarray(0, -1), pieceBytes)).toBe(false);
    expect(judged(Buffer.concat([rawBody, Buffer.from("\n")]), pieceBytes)).toBe(false);
  });
});
