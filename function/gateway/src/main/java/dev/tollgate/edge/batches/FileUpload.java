package dev.tollgate.edge.batches;

import java.time.Duration;

/**
 * A file that a client uploads.
 *
 * @param kept how long
 */
record FileUpload(String filename, byte[] content, Duration kept) {}
