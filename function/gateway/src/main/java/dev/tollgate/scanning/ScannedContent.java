package dev.tollgate.scanning;

import java.util.List;

/**
 * What the scans of a call judge.
 *
 * @param answer whether a model has written the texts, and not a client
 */
record ScannedContent(List<String> texts, boolean answer) {}
