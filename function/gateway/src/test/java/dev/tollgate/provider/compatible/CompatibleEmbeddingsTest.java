package dev.tollgate.provider.compatible;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.provider.EncodedEmbeddings;
import dev.tollgate.provider.Provider;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests for embeddings of providers in the catalogue. */
class CompatibleEmbeddingsTest {

    /** plastic-labs/honcho#932: OpenAI's clients request Base64 where their users do not say otherwise. */
    @ParameterizedTest
    @ValueSource(strings = {"openrouter", "ollama", "mistral", "a-server-of-their-own"})
    void requestsNumbersOfAProviderThatMayNotKnowBase64(String provider) {
        assertThat(encoded(provider).body("{'input':'a','encoding_format':'base64'}", "m"))
                .isEqualTo("{'model':'m','input':'a'}");
        assertThat(encoded(provider).body("{'input':'a','encoding_format':'float'}", "m"))
                .isEqualTo("{'model':'m','input':'a','encoding_format':'float'}");
    }

    @Test
    void requestsBase64OfOpenAiAndAzure() {
        String request = "{'model':'m','input':'a','encoding_format':'base64'}";
        Provider azure = new Provider("a", "azure", URI.create("https://r.openai.azure.com/openai/v1"), null, null);
        assertThat(encoded("openai").body(request, "m")).isEqualTo(request);
        assertThat(new EncodedEmbeddings(new AzureKind().embeddings(azure).orElseThrow()).body(request, "m"))
                .isEqualTo(request);
    }

    /** MemMachine/MemMachine#864, langchain4j/langchain4j#1140 */
    @Test
    void splitsWhatIsTooMuchForOneRequest() {
        assertThat(encoded("qwen").batchesOf(25, "text-embedding-v4")).containsExactly(10, 10, 5);
        assertThat(encoded("zhipu").batchesOf(65, "embedding-3")).containsExactly(64, 1);
        assertThat(encoded("openai").batchesOf(2048, "text-embedding-3-small")).containsExactly(2048);
        assertThat(encoded("qwen").body("{'input':[[1],[2]]}", "m")).isEqualTo("{'model':'m','input':[[1],[2]]}");
    }

    private static EncodedEmbeddings encoded(String provider) {
        Provider configured = new Provider(provider, "openai", URI.create("https://proxy/v1"), null, null);
        return new EncodedEmbeddings(new CompatibleKind().embeddings(configured).orElseThrow());
    }
}
