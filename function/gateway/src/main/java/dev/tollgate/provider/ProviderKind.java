package dev.tollgate.provider;

import java.util.Optional;

/** A dialect the gateway speaks. Each provider package has one, found at build time: adding a folder is enough. */
public interface ProviderKind {

    /** The kind's name in the configuration, such as {@code openai}. */
    String kind();

    /**
     * A reference to the secret of providers that are configured without one; empty where such providers need none.
     */
    default Optional<String> ownSecret() {
        return Optional.empty();
    }

    /** An adapter for a provider of this kind. */
    ChatAdapter adapter(Provider provider);

    /** The same for vectors; empty where the kind has none. */
    default Optional<EmbeddingAdapter> embeddings(Provider provider) {
        return Optional.empty();
    }
}
