/**
 * The adapter for Cohere's chat API, version 2, and for its embeddings. Only the bean
 * {@link dev.tollgate.provider.cohere.CohereKind} creates it. Start reading at
 * {@link dev.tollgate.provider.cohere.CohereEncoding} for requests and at
 * {@link dev.tollgate.provider.cohere.CohereReply} for replies.
 */
@NullMarked
package dev.tollgate.provider.cohere;

import org.jspecify.annotations.NullMarked;
