import { toolName } from "./tool-label";

/** Why a call ended, by how the provider's reasons begin. */
const endings: readonly (readonly [RegExp, string])[] = [
  [/^end_call tool\b/, "The agent ended the call"],
  [/^transfer_to_(number|human)\b/, "The agent transferred the call to a person"],
  [/^transfer_to_agent\b/, "The agent transferred the call to another agent"],
  [/^voicemail_detection\b/, "Voicemail answered"],
  [/^call ended by remote party|^remote party ended/i, "The other side hung up"],
  [/^client (disconnected|ended)|^client_disconnected/i, "The visitor left or lost the connection"],
  [/max(imum)?[ _]?(call )?duration|duration (limit )?exceeded/i, "The longest duration allowed was reached"],
  [/silen(ce|t)|inactivity/i, "Nobody spoke for too long"],
  [/missing required dynamic variables/i, "Information that the agent needs was missing at the start"],
];

/** The label of the reason why a call ended; an unknown reason is shown as received, in readable form. */
export function endReasonLabel(reason: string): string {
  const known = endings.find(([pattern]) => pattern.test(reason.trim()));
  if (known) return known[1];
  const [, tool] = /^([a-z]+(?:_[a-z]+)+) tool was called\.?$/.exec(reason.trim()) ?? [];
  if (tool) return `The agent used ${toolName(tool)}`;
  const text = reason.trim().replaceAll(/\b\w+(?:_\w+)+\b/g, toolName);
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
