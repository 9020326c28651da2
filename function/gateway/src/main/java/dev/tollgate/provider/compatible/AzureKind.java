package dev.tollgate.provider.compatible;

import dev.tollgate.provider.ChatAdapter;
import dev.tollgate.provider.EmbeddingAdapter;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.ProviderKind;
import dev.tollgate.provider.ProviderQuirks;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Kind {@code azure}: OpenAI's models at Azure, with OpenAI's API at other URLs. */
@ApplicationScoped
public class AzureKind implements ProviderKind {

    @Override
    public String kind() {
        return "azure";
    }

    @Override
    public ChatAdapter adapter(Provider provider) {
        return new CompatibleAdapter(provider.name(), access(provider), ProviderQuirks.NONE);
    }

    @Override
    public Optional<EmbeddingAdapter> embeddings(Provider provider) {
        return Optional.of(new CompatibleEmbeddings(adapter(provider), access(provider)));
    }

    private static CompatibleAccess access(Provider provider) {
        if (provider.baseUrl() == null) {
            throw CompatibleAccess.withoutBaseUrl(provider);
        }
        return new AzureAccess(provider.baseUrl(), provider.apiVersion());
    }
}
