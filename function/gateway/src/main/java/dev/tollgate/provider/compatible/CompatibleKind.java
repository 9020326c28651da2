package dev.tollgate.provider.compatible;

import dev.tollgate.openai.BatchEndpoint;
import dev.tollgate.openai.MediaEndpoint;
import dev.tollgate.openai.ScanEngine;
import dev.tollgate.provider.BatchAdapter;
import dev.tollgate.provider.CatalogEntry;
import dev.tollgate.provider.ChatAdapter;
import dev.tollgate.provider.ContentScanner;
import dev.tollgate.provider.EmbeddingAdapter;
import dev.tollgate.provider.KnownProviders;
import dev.tollgate.provider.MediaAdapter;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.ProviderKind;
import dev.tollgate.provider.ProviderQuirks;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** Kind {@code openai}: OpenAI and every provider with a compatible API. */
@ApplicationScoped
public class CompatibleKind implements ProviderKind {

    /** The API before chat is for models that are retired: its lines are chats. */
    private static final Set<BatchEndpoint> BATCHED =
            Set.of(BatchEndpoint.CHAT, BatchEndpoint.EMBEDDINGS, BatchEndpoint.MODERATIONS);

    private static final Set<BatchEndpoint> WITH_RESPONSES =
            Set.of(BatchEndpoint.CHAT, BatchEndpoint.EMBEDDINGS, BatchEndpoint.MODERATIONS, BatchEndpoint.RESPONSES);

    @Override
    public String kind() {
        return "openai";
    }

    @Override
    public ChatAdapter adapter(Provider provider) {
        return new CompatibleAdapter(provider.name(), access(provider), KnownProviders.quirks(provider));
    }

    @Override
    public Optional<EmbeddingAdapter> embeddings(Provider provider) {
        return Optional.of(
                new CompatibleEmbeddings(adapter(provider), access(provider), KnownProviders.quirks(provider)));
    }

    /** Which of them a provider has is for the provider to say. */
    @Override
    public Optional<MediaAdapter> media(Provider provider, MediaEndpoint endpoint) {
        return Optional.of(new CompatibleMedia(adapter(provider), access(provider), KnownProviders.quirks(provider)));
    }

    @Override
    public Optional<BatchAdapter> batches(Provider provider) {
        ProviderQuirks quirks = KnownProviders.quirks(provider);
        return quirks.hasBatches()
                ? Optional.of(new CompatibleBatches(
                        adapter(provider), access(provider), quirks.hasResponses() ? WITH_RESPONSES : BATCHED))
                : Optional.empty();
    }

    @Override
    public Optional<ContentScanner> scanner(Provider provider, ScanEngine engine) {
        return engine instanceof ScanEngine.Moderation moderation
                ? Optional.of(new CompatibleModeration(adapter(provider), access(provider), moderation))
                : Optional.empty();
    }

    private static CompatibleAccess access(Provider provider) {
        URI baseUrl = Optional.ofNullable(provider.baseUrl())
                .or(() -> KnownProviders.of(provider).map(CatalogEntry::baseUrl))
                .orElseThrow(() -> CompatibleAccess.withoutBaseUrl(provider));
        return new CompatibleAccess.Plain(baseUrl);
    }
}
