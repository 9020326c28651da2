package dev.tollgate.provider.gemini;

import dev.tollgate.provider.BatchAdapter;
import dev.tollgate.provider.ChatAdapter;
import dev.tollgate.provider.EmbeddingAdapter;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.ProviderKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Kind {@code gemini}: Google's own API for Gemini, with an API key or through Vertex AI. */
@ApplicationScoped
public class GeminiKind implements ProviderKind {

    @Override
    public String kind() {
        return "gemini";
    }

    @Override
    public ChatAdapter adapter(Provider provider) {
        return new GeminiAdapter(provider);
    }

    @Override
    public Optional<EmbeddingAdapter> embeddings(Provider provider) {
        return GeminiEmbeddings.of(adapter(provider), provider);
    }

    @Override
    public Optional<BatchAdapter> batches(Provider provider) {
        return new GeminiAdapter(provider).batches();
    }
}
