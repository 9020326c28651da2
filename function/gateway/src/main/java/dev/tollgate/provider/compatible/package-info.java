/**
 * The adapter for OpenAI and for every provider with a compatible API, Azure OpenAI among them. Only the beans
 * {@link dev.tollgate.provider.compatible.CompatibleKind} and {@link dev.tollgate.provider.compatible.AzureKind} create it.
 * Start reading at {@link dev.tollgate.provider.compatible.CompatibleReply}, which decodes buffered and streamed replies.
 */
@NullMarked
package dev.tollgate.provider.compatible;

import org.jspecify.annotations.NullMarked;
