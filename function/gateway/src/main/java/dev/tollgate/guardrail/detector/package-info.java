/**
 * Finds sensitive values in text: what {@code tollgate.yaml} calls detectors. Pure, in linear time, and without knowledge of
 * policies: they ask for a detector by name and decide what happens to what it finds. Start at
 * {@link dev.tollgate.guardrail.detector.TextDetector} and {@link dev.tollgate.guardrail.detector.DetectorCatalogue}.
 */
@NullMarked
package dev.tollgate.guardrail.detector;

import org.jspecify.annotations.NullMarked;
