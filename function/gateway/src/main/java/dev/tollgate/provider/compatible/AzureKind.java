package dev.tollgate.provider.compatible;

import dev.tollgate.openai.BatchEndpoint;
import dev.tollgate.openai.MediaEndpoint;
import dev.tollgate.provider.BatchAdapter;
import dev.tollgate.provider.CatalogEntry;
import dev.tollgate.provider.ChatAdapter;
import dev.tollgate.provider.EmbeddingAdapter;
import dev.tollgate.provider.KnownProviders;
import dev.tollgate.provider.MediaAdapter;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.ProviderKind;
import dev.tollgate.provider.ProviderQuirks;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/** Kind {@code azure}: OpenAI's models at Azure, with OpenAI's API at other URLs. */
@ApplicationScoped
public class AzureKind implements ProviderKind {
    /** A deployment usually has its model's name. */
    private static final ProviderQuirks OPENAI =
            KnownProviders.named("openai").map(CatalogEntry::quirks).orElseThrow();

    /** https://learn.microsoft.com/en-us/azure/ai-foundry/openai/how-to/batch */
    private static final Set<BatchEndpoint> BATCHED = Set.of(BatchEndpoint.CHAT, BatchEndpoint.EMBEDDINGS);

    @Override
    public String kind() {
        return "azure";
    }

    @Override
    public ChatAdapter adapter(Provider provider) {
        return new CompatibleAdapter(provider.name(), access(provider), quirks(provider));
    }

    @Override
    public Optional<EmbeddingAdapter> embeddings(Provider provider) {
        return Optional.of(new CompatibleEmbeddings(adapter(provider), access(provider), quirks(provider)));
    }

    /** Azure has neither moderations of this form nor rankings (https://learn.microsoft.com/en-us/azure/ai-foundry/openai/reference). */
    @Override
    public Optional<MediaAdapter> media(Provider provider, MediaEndpoint endpoint) {
        return endpoint == MediaEndpoint.MODERATIONS || endpoint == MediaEndpoint.RERANK
                ? Optional.empty()
                : Optional.of(new CompatibleMedia(adapter(provider), access(provider), quirks(provider)));
    }

    @Override
    public Optional<BatchAdapter> batches(Provider provider) {
        return quirks(provider).hasBatches()
                ? Optional.of(new CompatibleBatches(adapter(provider), access(provider), BATCHED))
                : Optional.empty();
    }

    private static ProviderQuirks quirks(Provider provider) {
        ProviderQuirks quirks = provider.quirks() == null ? ProviderQuirks.NONE : provider.quirks();
        return quirks.with(OPENAI);
    }

    private static CompatibleAccess access(Provider provider) {
        if (provider.baseUrl() == null) {
            throw CompatibleAccess.withoutBaseUrl(provider);
        }
        return new AzureAccess(provider.baseUrl(), provider.apiVersion());
    }
}
