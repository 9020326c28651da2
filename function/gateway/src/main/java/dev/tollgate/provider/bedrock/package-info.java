/**
 * The adapter for Amazon Bedrock's Converse API, and for embeddings through InvokeModel. Only the bean
 * {@link dev.tollgate.provider.bedrock.BedrockKind} creates it. Start reading at
 * {@link dev.tollgate.provider.bedrock.BedrockBody} for requests and at
 * {@link dev.tollgate.provider.bedrock.BedrockReply} for replies.
 */
@NullMarked
package dev.tollgate.provider.bedrock;

import org.jspecify.annotations.NullMarked;
