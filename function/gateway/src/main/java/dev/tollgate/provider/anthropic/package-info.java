/**
 * The adapter for Anthropic's Messages API. Only the bean {@link dev.tollgate.provider.anthropic.AnthropicKind} creates it.
 * Start reading at {@link dev.tollgate.provider.anthropic.AnthropicEncoding}.
 */
@NullMarked
package dev.tollgate.provider.anthropic;

import org.jspecify.annotations.NullMarked;
