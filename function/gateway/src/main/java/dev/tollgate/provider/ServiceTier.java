package dev.tollgate.provider;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The service tiers that a request can ask for, and a reply can name, in OpenAI's words
 * (https://platform.openai.com/docs/api-reference/chat/create#chat-create-service_tier). Each provider has words of its own.
 */
public enum ServiceTier {
    /** The provider's own choice, or its usual tier. */
    USUAL("default"),
    /** Later, for less money. */
    FLEX("flex"),
    /** Before others, for more money. */
    PRIORITY("priority"),
    /** Capacity that the account has reserved. */
    RESERVED("reserved");

    /** The field of the request, and of the reply. */
    public static final String FIELD = "service_tier";

    private static final Map<String, ServiceTier> WORDS = Map.of(
            "auto", USUAL,
            "default", USUAL,
            "standard", USUAL,
            "standard_only", USUAL,
            "flex", FLEX,
            "priority", PRIORITY,
            "fast", PRIORITY,
            "reserved", RESERVED);

    private final String word;

    ServiceTier(String word) {
        this.word = word;
    }

    /** OpenAI's word. */
    public String word() {
        return word;
    }

    /** The tier with this name at OpenAI or at another provider; empty for one that is not known here. */
    public static Optional<ServiceTier> named(String word) {
        return Optional.ofNullable(WORDS.get(word.toLowerCase(Locale.ROOT)));
    }
}
