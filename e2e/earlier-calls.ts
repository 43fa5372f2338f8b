const dayMs = 86_400_000;
const day = (ago: number) => new Date(Date.now() - ago * dayMs).toISOString().slice(0, 10);

/** A period of the demo's history that ends before today, when other journeys make calls of their own. */
export const earlierDays = (count: number) => `range=custom&from=${day(count + 1)}&to=${day(2)}`;

export const earlierQualifiedCalls = `/calls?qualified=yes&${earlierDays(60)}`;
