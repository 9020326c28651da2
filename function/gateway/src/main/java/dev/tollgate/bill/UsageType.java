package dev.tollgate.bill;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a price counts: tokens, which are priced per million, or pieces, which are priced one by one. A type without a rate
 * of its own has the rate of the type it falls back to.
 */
public enum UsageType {
    /** Text in the prompt, and everything in it that has no other rate. */
    INPUT(null),
    /** Prompt tokens that the provider read from its cache. */
    CACHED_INPUT(INPUT),
    /** Prompt tokens that the provider wrote to its cache. */
    CACHE_WRITE(INPUT),
    /** Those of them that it keeps for an hour. */
    CACHE_WRITE_1H(CACHE_WRITE),
    /** Audio in the prompt. */
    INPUT_AUDIO(INPUT),
    /** Audio in the prompt that the provider read from its cache. */
    CACHED_AUDIO(INPUT_AUDIO),
    /** Images in the prompt. */
    INPUT_IMAGE(INPUT),
    /** Text in the completion, and everything in it that has no other rate. */
    OUTPUT(null),
    /** Reasoning of the model. */
    REASONING(OUTPUT),
    /** Audio that the model generated. */
    OUTPUT_AUDIO(OUTPUT),
    /** Images that the model generated. */
    OUTPUT_IMAGE(OUTPUT),
    /** A search of the web that the provider ran for the answer. */
    WEB_SEARCH(null, false),
    /** A request for which the provider searched the web at all, however often. */
    SEARCHED_REQUEST(null, false),
    /** A program that the provider ran for the answer. */
    CODE_EXECUTION(null, false),
    /** A search of the caller's files that the provider ran for the answer. */
    FILE_SEARCH(null, false),
    /** A request for which the provider asked its maps. */
    MAPS_REQUEST(null, false),
    /** An image that a tool of the provider generated for the answer, with a model of its own. */
    TOOL_IMAGE(null, false),
    /** An image that the model generated, for models without tokens of images. */
    IMAGE(null, false),
    /** A second of a recording, for models that are billed by its length. */
    AUDIO_SECOND(null, false),
    /** A character that the model spoke. */
    CHARACTER(null, false),
    /** A ranking of up to 100 documents. */
    SEARCH(null, false),
    /** The request itself, however long; models that search charge for it. */
    PER_REQUEST(null, false);

    private final @Nullable UsageType fallback;
    private final boolean countsTokens;

    UsageType(@Nullable UsageType fallback) {
        this(fallback, true);
    }

    UsageType(@Nullable UsageType fallback, boolean countsTokens) {
        this.fallback = fallback;
        this.countsTokens = countsTokens;
    }

    /** Whether its rate is a price per million tokens. The others are prices of one piece each; most are 0 if not set. */
    public boolean countsTokens() {
        return countsTokens;
    }

    /** Whether a request that used it is unpriced unless the price has a rate for it. */
    public boolean needsRate() {
        return this == FILE_SEARCH || this == MAPS_REQUEST || this == TOOL_IMAGE;
    }

    /**
     * Whether it replaces tokens: a provider that counts both bills one of them, and the price says which one.
     */
    public boolean replacesTokens() {
        return this == IMAGE || this == AUDIO_SECOND || this == CHARACTER || this == SEARCH;
    }

    /** The type whose rate applies if this type has none. */
    public Optional<UsageType> fallback() {
        return Optional.ofNullable(fallback);
    }

    /** The name of its field in YAML and JSON, such as {@code cached_input}. */
    public String fieldName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The usage type with this field name, if there is one. */
    public static Optional<UsageType> named(String fieldName) {
        return Stream.of(values())
                .filter(usageType -> usageType.fieldName().equals(fieldName))
                .findFirst();
    }
}
