package dev.tollgate.provider.bedrock;

import dev.tollgate.openai.ScanEngine;
import dev.tollgate.provider.ChatAdapter;
import dev.tollgate.provider.ContentScanner;
import dev.tollgate.provider.EmbeddingAdapter;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.ProviderKind;
import dev.tollgate.provider.SecretResolver;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Kind {@code bedrock}: models of Amazon Bedrock. By default, the gateway's own AWS role signs the requests. */
@ApplicationScoped
public class BedrockKind implements ProviderKind {

    @Override
    public String kind() {
        return "bedrock";
    }

    @Override
    public Optional<String> defaultSecret() {
        return Optional.of(SecretResolver.OWN_AWS_CREDENTIALS);
    }

    @Override
    public ChatAdapter adapter(Provider provider) {
        return new BedrockAdapter(provider.name(), provider.baseUrl(), region(provider));
    }

    @Override
    public Optional<EmbeddingAdapter> embeddings(Provider provider) {
        return Optional.of(new BedrockEmbeddings(adapter(provider), provider.baseUrl(), region(provider)));
    }

    @Override
    public Optional<ContentScanner> scanner(Provider provider, ScanEngine engine) {
        BedrockUrl url = new BedrockUrl(provider.name(), provider.baseUrl(), region(provider));
        return engine instanceof ScanEngine.Guardrail guardrail
                ? Optional.of(new BedrockGuardrail(adapter(provider), url, guardrail))
                : Optional.empty();
    }

    private static @Nullable String region(Provider provider) {
        return provider.region() == null ? System.getenv("AWS_REGION") : provider.region();
    }
}
