/**
 * What Anthropic's models accept from any provider: one table for the kinds {@code anthropic} and {@code bedrock}, and the
 * translation that follows from it. Start reading at {@link dev.tollgate.provider.claude.ClaudeModel}.
 */
@NullMarked
package dev.tollgate.provider.claude;

import org.jspecify.annotations.NullMarked;
