/** What an agent did by a tool of the provider. */
const known: Readonly<Record<string, string>> = {
  end_call: "Ended the call",
  transfer_to_number: "Transferred the call to a person",
  transfer_to_agent: "Transferred the call to another agent",
  voicemail_detection: "Recognised voicemail",
  language_detection: "Switched the language",
  skip_turn: "Waited for the caller",
  play_keypad_touch_tone: "Pressed keys",
};

/** A tool's name in words: "book_meeting" is "book meeting". */
export const toolName = (name: string): string => name.replaceAll(/[_-]+/g, " ").trim();

/** What an agent did by a tool, as a line of the transcript says it. */
export function toolLabel(name: string): string {
  return known[name] ?? `Used ${toolName(name)}`;
}
