package dev.tollgate.telemetry;

import dev.tollgate.provider.Provider;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * OpenTelemetry's names of providers (https://opentelemetry.io/docs/specs/semconv/registry/attributes/gen-ai/). A provider that it does
 * not know has the name of the configuration.
 */
final class ProviderNames {
    private static final Map<String, String> BY_KIND = Map.of(
            "anthropic", "anthropic",
            "bedrock", "aws.bedrock",
            "azure", "azure.ai.openai",
            "cohere", "cohere",
            "gemini", "gcp.gemini");

    /** Of hosts that speak OpenAI's API, or another one in the name of a kind. */
    private static final Map<String, String> BY_DOMAIN = Map.of(
            "openai.com", "openai",
            "deepseek.com", "deepseek",
            "groq.com", "groq",
            "mistral.ai", "mistral_ai",
            "perplexity.ai", "perplexity",
            "x.ai", "x_ai",
            "inference.ai.azure.com", "azure.ai.inference",
            "aiplatform.googleapis.com", "gcp.vertex_ai",
            "moonshot.ai", "moonshot_ai");

    private ProviderNames() {}

    /**
     * The name of the provider that a request went to.
     *
     * @param server null if nothing was sent
     */
    static String of(Provider provider, @Nullable URI server) {
        String host = server == null || server.getHost() == null ? "" : server.getHost();
        return BY_DOMAIN.entrySet().stream()
                .filter(entry -> host.equals(entry.getKey())
                        || host.endsWith("." + entry.getKey())
                        || host.endsWith("-" + entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> BY_KIND.getOrDefault(provider.kind(), provider.name()));
    }
}
