// expects lint/style/noRestrictedImports, but not in lib/elevenlabs
import { ElevenLabsClient } from "@elevenlabs/elevenlabs-js";

export const probe = ElevenLabsClient;
