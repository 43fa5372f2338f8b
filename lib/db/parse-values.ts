import pg from "pg";

// What the types of the tables promise of values, for every connection of this process.

// Calendar days stay the text that PostgreSQL wrote: a Date would shift them by this machine's time zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value);
// Counts and sums of this product stay far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
