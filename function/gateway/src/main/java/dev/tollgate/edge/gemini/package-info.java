/**
 * Gemini's own API (https://ai.google.dev/api), as Google's SDKs speak it. Start reading at
 * {@link dev.tollgate.edge.gemini.GenerateContentEndpoint}; {@link dev.tollgate.edge.gemini.GenerateContentReader} reads requests,
 * and {@link dev.tollgate.edge.gemini.GenerateContentFormat} words answers.
 */
@NullMarked
package dev.tollgate.edge.gemini;

import org.jspecify.annotations.NullMarked;
