package dev.tollgate.store;

import java.time.Instant;

/** When the first version of a document of the config table was written, and by whom. */
public record DocumentOrigin(Instant at, String by) {}
