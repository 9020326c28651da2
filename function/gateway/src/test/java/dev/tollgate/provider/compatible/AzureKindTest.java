package dev.tollgate.provider.compatible;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.fake.SampleRequests;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.EmbeddingInput;
import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.provider.DropPolicy;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.UpstreamRequest;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests Azure's URLs and keys. Everything else is OpenAI's. */
final class AzureKindTest {
    private static final ChatRequest HELLO = SampleRequests.of("Hi");

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            https://r.openai.azure.com, -, /openai/deployments/my%20gpt/chat/completions?api-version=2024-10-21
            https://r.openai.azure.com/openai, -, /openai/deployments/my%20gpt/chat/completions?api-version=2024-10-21
            https://r.openai.azure.com, 2025-04-01-preview, /openai/deployments/my%20gpt/chat/completions?api-version=2025-04-01-preview
            https://r.openai.azure.com/openai/v1, -, /openai/v1/chat/completions
            https://r.openai.azure.com/openai/v1, preview, /openai/v1/chat/completions?api-version=preview
            """)
    void theUrlNamesTheDeploymentUnlessItIsOpenAis(URI base, String version, String path) {
        assertThat(chat(base, version).uri()).isEqualTo(URI.create("https://r.openai.azure.com" + path));
    }

    @Test
    void embeddingsHaveUrlsOfTheSameForm() {
        Provider azure = provider(URI.create("https://r.openai.azure.com"), null);
        EmbeddingRequest request = new EmbeddingRequest("any", new EmbeddingInput.Text("Hi"), null, null, null, null);
        assertThat(new AzureKind()
                        .embeddings(azure)
                        .orElseThrow()
                        .encode(request, "small", new UnsupportedFields("azure", DropPolicy.NOTHING))
                        .getFirst()
                        .request()
                        .uri())
                .hasToString("https://r.openai.azure.com/openai/deployments/small/embeddings?api-version=2024-10-21");
    }

    @Test
    void sendsAKeyInItsOwnHeaderAndATokenAsBearer() {
        assertThat(headers("0123456789abcdef0123456789abcdef"))
                .containsEntry("api-key", "0123456789abcdef0123456789abcdef")
                .doesNotContainKey("authorization");
        assertThat(headers("eyJ0eXAiOiJKV1Qi.eyJhdWQiOiJo.c2lnbmVk"))
                .containsEntry("authorization", "Bearer eyJ0eXAiOiJKV1Qi.eyJhdWQiOiJo.c2lnbmVk")
                .doesNotContainKey("api-key");
        assertThat(headers(null)).doesNotContainKeys("api-key", "authorization");
    }

    private static Map<String, String> headers(String secret) {
        URI base = URI.create("https://r.openai.azure.com");
        return new AzureKind()
                .adapter(provider(base, null))
                .authorize(chat(base, null), secret, Instant.EPOCH)
                .headers();
    }

    private static UpstreamRequest chat(URI base, String version) {
        return new AzureKind()
                .adapter(provider(base, version))
                .encode(HELLO, "my gpt", new UnsupportedFields("azure", DropPolicy.NOTHING));
    }

    private static Provider provider(URI base, String version) {
        return new Provider("azure", "azure", base, "env:KEY", null, version, null, null);
    }
}
