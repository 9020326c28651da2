package dev.tollgate.provider.cohere;

import dev.tollgate.openai.MediaEndpoint;
import dev.tollgate.provider.ChatAdapter;
import dev.tollgate.provider.EmbeddingAdapter;
import dev.tollgate.provider.MediaAdapter;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.ProviderKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Kind {@code cohere}: Cohere's own chat API, version 2 (https://docs.cohere.com/reference/chat). */
@ApplicationScoped
public class CohereKind implements ProviderKind {

    @Override
    public String kind() {
        return "cohere";
    }

    @Override
    public ChatAdapter adapter(Provider provider) {
        return new CohereAdapter(provider);
    }

    @Override
    public Optional<EmbeddingAdapter> embeddings(Provider provider) {
        return Optional.of(new CohereEmbeddings(adapter(provider), provider));
    }

    @Override
    public Optional<MediaAdapter> media(Provider provider, MediaEndpoint endpoint) {
        return endpoint == MediaEndpoint.RERANK
                ? Optional.of(new CohereRanking(adapter(provider), provider))
                : Optional.empty();
    }
}
