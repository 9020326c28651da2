package dev.tollgate.provider.anthropic;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** Registers the records that Jackson writes to Anthropic. Without it, a native image could not. */
@RegisterForReflection(targets = {AnthropicBody.class, AnthropicBody.Turn.class})
final class AnthropicRecords {
    private AnthropicRecords() {}
}
