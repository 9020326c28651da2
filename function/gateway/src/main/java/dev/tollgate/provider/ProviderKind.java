package dev.tollgate.provider;

import dev.tollgate.openai.MediaEndpoint;
import dev.tollgate.openai.ScanEngine;
import java.util.Optional;

/**
 * A kind of provider API that the gateway speaks. Each provider package has one, which the build finds: to add a kind, add a
 * package.
 */
public interface ProviderKind {

    /** The kind's name in the configuration, such as {@code openai}. */
    String kind();

    /**
     * A reference to the secret of providers that are configured without one; empty where such providers need none.
     */
    default Optional<String> defaultSecret() {
        return Optional.empty();
    }

    /** Creates the chat adapter of a provider of this kind. */
    ChatAdapter adapter(Provider provider);

    /** Creates the embedding adapter; empty where the kind has no embeddings. */
    default Optional<EmbeddingAdapter> embeddings(Provider provider) {
        return Optional.empty();
    }

    /** Creates the adapter of an endpoint that neither chats nor embeds; empty where the kind does not have it. */
    default Optional<MediaAdapter> media(Provider provider, MediaEndpoint endpoint) {
        return Optional.empty();
    }

    /** Creates the adapter for batches; empty where the kind or this provider has none. */
    default Optional<BatchAdapter> batches(Provider provider) {
        return Optional.empty();
    }

    /** Creates what judges content with this engine; empty where the kind does not have it. */
    default Optional<ContentScanner> scanner(Provider provider, ScanEngine engine) {
        return Optional.empty();
    }
}
