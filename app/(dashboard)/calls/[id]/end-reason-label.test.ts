import { expect, test } from "vitest";
import { endReasonLabel } from "./end-reason-label";
import { toolLabel } from "./tool-label";

test.each([
  ["end_call tool was called.", "The agent ended the call"],
  ["end_call tool was called", "The agent ended the call"],
  ["transfer_to_number tool was called.", "The agent transferred the call to a person"],
  ["voicemail_detection tool was called.", "Voicemail answered"],
  ["Call ended by remote party", "The other side hung up"],
  ["Client disconnected: 1000", "The visitor left or lost the connection"],
  ["Max duration exceeded", "The longest duration allowed was reached"],
  ["book_meeting tool was called.", "The agent used book meeting"],
  ["upstream_error in voice_engine", "Upstream error in voice engine"],
  ["Something new", "Something new"],
])("%s reads: %s", (reason, words) => {
  expect(endReasonLabel(reason)).toBe(words);
});

test("a tool call is labelled by what the agent did with it", () => {
  expect(["end_call", "check_stock-level"].map(toolLabel)).toEqual(["Ended the call", "Used check stock level"]);
});
