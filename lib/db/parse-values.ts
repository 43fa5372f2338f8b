import pg from "pg";

// Parses values as the tables' types promise, for every connection of this process.

// Calendar days stay the text that PostgreSQL wrote: a Date would shift them by this machine's time zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value);
// Counts and sums of this product stay far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
