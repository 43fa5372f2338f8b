import { readFileSync } from "node:fs";
import path from "node:path";
import { GetConversationResponseModel } from "@elevenlabs/elevenlabs-js/serialization/types/GetConversationResponseModel";
import { describe, expect, test } from "vitest";
import { pythonJson } from "@/simulators/elevenlabs/python-json";
import { signWebhook } from "./sign-webhook";
import { verifyWebhookSignature } from "./verify-webhook-signature";

const readSample = (name: string) =>
  JSON.parse(readFileSync(path.join(import.meta.dirname, "samples", `${name}.json`), "utf8"));

const parseStrictly = (name: string) =>
  GetConversationResponseModel.parseOrThrow(readSample(name).data, { unrecognizedObjectKeys: "passthrough" });

describe("the vendor's own parser reads", () => {
  test("an inbound call", () => {
    const call = parseStrictly("inbound");
    expect(call.metadata.phoneCall).toMatchObject({ type: "twilio", direction: "inbound" });
    expect(call.metadata.callDurationSecs).toBe(186);
    expect(call.analysis?.dataCollectionResults?.intent_score?.value).toBe(88);
    expect(call.transcript.map((turn) => turn.message ?? null)).toContain(null);
  });

  test("an outbound call of a batch that a voicemail took", () => {
    const call = parseStrictly("batch");
    expect(call.metadata.phoneCall).toMatchObject({ type: "sip_trunking", direction: "outbound" });
    expect(call.metadata.batchCall?.batchCallRecipientId).toBe("58213");
    expect(call.metadata.featuresUsage?.voicemailDetection?.used).toBe(true);
    expect(call.analysis?.callSuccessful).toBe("unknown");
  });

  test("a conversation on the web", () => {
    const call = parseStrictly("widget");
    expect(call.metadata.phoneCall ?? null).toBeNull();
    expect(call.metadata.conversationInitiationSource).toBe("widget");
    expect(call.metadata.feedback?.rating).toBe(5);
  });
});

test.each(["inbound", "batch", "widget", "fail_twilio", "fail_sip", "audio"])(
  "the sample %s survives signing, sending and verifying",
  (name) => {
    const sample = readSample(name);
    const rawBody = Buffer.from(pythonJson(sample));
    const timestampSeconds = sample.event_timestamp;
    const header = signWebhook({ secret: "wsec_sample", timestampSeconds, rawBody });
    expect(
      verifyWebhookSignature({ header, rawBody, secrets: ["wsec_sample"], nowSeconds: timestampSeconds }),
    ).toMatchObject({ ok: true });
    expect(JSON.parse(rawBody.toString())).toEqual(sample);
  },
);
