/**
 * The adapter for Google's Gemini API and Vertex AI, and for Gemini's embeddings. Only the bean
 * {@link dev.tollgate.provider.gemini.GeminiKind} creates it. Start reading at
 * {@link dev.tollgate.provider.gemini.GeminiAdapter} for requests and at
 * {@link dev.tollgate.provider.gemini.GeminiReply} for replies.
 */
@NullMarked
package dev.tollgate.provider.gemini;

import org.jspecify.annotations.NullMarked;
