package dev.tollgate.bill;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a price counts. All count tokens, and have their price per million of them, but for {@link #PER_REQUEST}, which is
 * the price of a request itself. What has no price of its own costs as much as what it falls back on.
 */
public enum UsageType {
    /** Text of the prompt, and all of it that has no other price. */
    INPUT(null),
    /** The prompt's tokens that the provider had cached. */
    CACHED_INPUT(INPUT),
    /** The prompt's tokens that the provider put into its cache. */
    CACHE_WRITE(INPUT),
    /** Sound in the prompt. */
    INPUT_AUDIO(INPUT),
    /** Sound in the prompt that the provider had cached: as dear as other sound, unless priced. */
    CACHED_AUDIO(INPUT_AUDIO),
    /** Images in the prompt. */
    INPUT_IMAGE(INPUT),
    /** What the model wrote, and all of it that has no other price. */
    OUTPUT(null),
    /** What it thought. */
    REASONING(OUTPUT),
    /** Sound that it made. */
    OUTPUT_AUDIO(OUTPUT),
    /** Images that it made. */
    OUTPUT_IMAGE(OUTPUT),
    /** The request, however long: for models that search. */
    PER_REQUEST(null);

    private final UsageType fallback;

    UsageType(UsageType fallback) {
        this.fallback = fallback;
    }

    /** Whose price counts where this has none. */
    public Optional<UsageType> fallback() {
        return Optional.ofNullable(fallback);
    }

    /** As files and documents name it, such as {@code cached_input}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The meter of this name, if there is one. */
    public static Optional<UsageType> named(String text) {
        return Stream.of(values())
                .filter(usageType -> usageType.text().equals(text))
                .findFirst();
    }
}
