/**
 * Responses that clients store, read again, continue, and have made in the background. {@code edge.responses} reads and words
 * them; the port {@link dev.tollgate.storedresponse.StoredResponses} has its implementation in {@code store}. What is stored is
 * the redacted form, with the placeholders of content policies. Start reading at
 * {@link dev.tollgate.storedresponse.ResponseRecord}.
 */
@NullMarked
package dev.tollgate.storedresponse;

import org.jspecify.annotations.NullMarked;
