package dev.tollgate.cli;

/** What a command works with. */
enum CommandNeeds {
    /** Neither a login nor tables. */
    NOTHING,
    /** A gateway where the user has logged in, or its tables. */
    GATEWAY_OR_TABLES,
    /** The tables: the admin API has nothing of the kind. */
    TABLES
}
