/**
 * What Anthropic's models accept from any provider: one table for the kinds {@code anthropic} and {@code bedrock}, and the
 * translation that follows from it. Also what both read: replies in Anthropic's own words. Start reading at
 * {@link dev.tollgate.provider.claude.ClaudeModel}, and at {@link dev.tollgate.provider.claude.AnthropicReply} for replies.
 */
@NullMarked
package dev.tollgate.provider.claude;

import org.jspecify.annotations.NullMarked;
