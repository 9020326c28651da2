/**
 * Reads {@code tollgate.yaml}, checks all of it, and reports every error with its line number before anything is used.
 * The command line and the server call it; {@code store} writes the resulting plan to the config table.
 * Start reading at {@link dev.tollgate.manifest.ManifestReader}.
 */
@NullMarked
package dev.tollgate.manifest;

import org.jspecify.annotations.NullMarked;
