const dayMs = 86_400_000;
const day = (ago: number) => new Date(Date.now() - ago * dayMs).toISOString().slice(0, 10);

/** The list of the demo's own qualified calls, without those that other journeys make today. */
export const earlierQualifiedCalls = `/calls?qualified=yes&range=custom&from=${day(60)}&to=${day(2)}`;
