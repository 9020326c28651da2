package dev.tollgate.provider.compatible;

import dev.tollgate.provider.ChatAdapter;
import dev.tollgate.provider.EmbeddingAdapter;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.ProviderKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;

/** Kind {@code openai}: OpenAI and everything that speaks like it. */
@ApplicationScoped
public class CompatibleKind implements ProviderKind {
    private static final URI OPENAI = URI.create("https://api.openai.com/v1");

    @Override
    public String kind() {
        return "openai";
    }

    @Override
    public ChatAdapter adapter(Provider provider) {
        return new CompatibleAdapter(provider.name(), access(provider));
    }

    @Override
    public Optional<EmbeddingAdapter> embeddings(Provider provider) {
        return Optional.of(new CompatibleEmbeddings(provider.name(), access(provider)));
    }

    private static CompatibleAccess access(Provider provider) {
        return new CompatibleAccess.Plain(provider.baseUrl() == null ? OPENAI : provider.baseUrl());
    }
}
