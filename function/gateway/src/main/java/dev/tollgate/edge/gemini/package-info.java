/**
 * Gemini's own API (https://ai.google.dev/api), as Google's SDKs speak it. Quarkus calls the endpoints, and they call the pipeline
 * as those of OpenAI's API do. Start reading at {@link dev.tollgate.edge.gemini.GenerateContentEndpoint};
 * {@link dev.tollgate.edge.gemini.GenerateContentReader} reads requests, and {@link dev.tollgate.edge.gemini.GenerateContentFormat}
 * writes answers.
 */
@NullMarked
package dev.tollgate.edge.gemini;

import org.jspecify.annotations.NullMarked;
