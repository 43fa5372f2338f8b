/** Turns the bytes of a file into text, piece by piece. */
export type FileDecoder = { write(piece: Uint8Array): string; end(): string };

/** Always as a stream: asked for all at once, Node's decoder takes Windows-1252 for Latin-1, and quotes and the euro become control characters. */
export function createFileDecoder(encoding: string): FileDecoder {
  const decoder = new TextDecoder(encoding);
  return { write: (piece) => decoder.decode(piece, { stream: true }), end: () => decoder.decode() };
}
