/**
 * OpenAI's public API as records: requests, chunks, completions, embeddings, usage and errors. Every other package of the
 * gateway uses them; this one uses only Java and Jackson. Start reading at {@link dev.tollgate.openai.ChatRequest}, then at
 * {@link dev.tollgate.openai.ChunkShaper}, which gives every provider's stream the same shape.
 */
@NullMarked
package dev.tollgate.openai;

import org.jspecify.annotations.NullMarked;
