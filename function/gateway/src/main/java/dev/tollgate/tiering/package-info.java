/**
 * Decides how capable a model a prompt needs: by signals in its text, and by a small model that is the judge if they leave it open.
 * The pipeline classifies each chat request here and calls the judge after the call is accepted. Start at
 * {@link dev.tollgate.tiering.ComplexityClassifier}.
 */
@NullMarked
package dev.tollgate.tiering;

import org.jspecify.annotations.NullMarked;
