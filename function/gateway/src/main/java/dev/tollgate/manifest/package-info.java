/** Reads {@code tollgate.yaml} and checks all of it before any of it counts. Start at {@link dev.tollgate.manifest.ManifestReader}. */
package dev.tollgate.manifest;
