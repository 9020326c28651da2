package dev.tollgate.provider.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.openai.Embedding;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.Usage;
import dev.tollgate.provider.EmbeddingAdapter;
import dev.tollgate.provider.EmbeddingReply;
import dev.tollgate.provider.EncodedEmbeddings;
import dev.tollgate.provider.PlainProviderApi;
import dev.tollgate.provider.Provider;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests requests and replies of https://ai.google.dev/api/embeddings. */
final class GeminiEmbeddingsTest {
    private static final String MODEL = "gemini-embedding-001";
    private static final EmbeddingAdapter ADAPTER = adapter(null).orElseThrow();
    private static final EncodedEmbeddings ENCODED = new EncodedEmbeddings(ADAPTER);

    private static Optional<EmbeddingAdapter> adapter(String base) {
        URI baseUrl = base == null ? null : URI.create(base);
        return GeminiEmbeddings.of(
                new PlainProviderApi("gemini"), new Provider("gemini", "gemini", baseUrl, "env:KEY", null));
    }

    @Test
    void encodesEachTextAsARequestOfABatch() {
        assertThat(ENCODED.of("{'input':'a'}", MODEL).uri())
                .hasToString(
                        "https://generativelanguage.googleapis.com/v1beta/models/" + MODEL + ":batchEmbedContents");
        assertThat(ENCODED.body("{'input':['a','b'],'dimensions':768}", MODEL))
                .isEqualTo(
                        "{'requests':["
                                + "{'model':'models/gemini-embedding-001','content':{'parts':[{'text':'a'}]},'outputDimensionality':768},"
                                + "{'model':'models/gemini-embedding-001','content':{'parts':[{'text':'b'}]},'outputDimensionality':768}]}");
        assertThat(ENCODED.body("{'input':'a'}", MODEL))
                .isEqualTo("{'requests':[{'model':'models/gemini-embedding-001','content':{'parts':[{'text':'a'}]}}]}");
    }

    @Test
    void splitsMoreThan100TextsIntoBatches() {
        assertThat(ENCODED.batchesOf(201, MODEL)).containsExactly(100, 100, 1);
    }

    @Test
    void authorizesRequestsAsChatsDo() {
        assertThat(ADAPTER.providerApi()
                        .authorize(ENCODED.of("{'input':'a'}", MODEL), "k", Instant.EPOCH)
                        .headers())
                .containsEntry("secret", "k");
    }

    @Test
    void vertexHasNoEmbeddingsWithThisApi() {
        assertThat(adapter("https://aiplatform.googleapis.com/v1/projects/p/locations/global/publishers/google"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'input':[1,2]} | input
            {'input':[[1],[2]]} | input
            {'input':'a','input_type':'search_query'} | input_type
            """)
    void rejectsUnsupportedFieldsByName(String request, String field) {
        assertThatThrownBy(() -> ENCODED.of(request, MODEL)).isInstanceOfSatisfying(GatewayException.class, failure -> {
            assertThat(failure.param()).isEqualTo(field);
            assertThat(failure.kind()).isEqualTo(ErrorKind.UNSUPPORTED_PARAMETER);
        });
    }

    @Test
    void decodesEmbeddingsInOrderAndUsageWhereReported() {
        EmbeddingReply reply = ENCODED.reply("{'embeddings':[{'values':[1,0.5]},{'values':[2,-3]}]}");
        assertThat(reply)
                .isEqualTo(new EmbeddingReply(
                        List.of(new Embedding.Floats(new float[] {1, 0.5f}), new Embedding.Floats(new float[] {2, -3})),
                        null,
                        null));
        assertThat(ENCODED.reply("{'embeddings':[{'values':[1]}],'usageMetadata':{'promptTokenCount':5}}")
                        .usage())
                .isEqualTo(Usage.of(5, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "<html>", "{'embeddings':[{}]}", "{'embeddings':[null]}"})
    void aReplyWithoutEmbeddingsIsAFailureOfTheProvider(String reply) {
        assertThatThrownBy(() -> ENCODED.reply(reply))
                .isInstanceOfSatisfying(GatewayException.class, failure -> assertThat(failure.kind())
                        .isEqualTo(ErrorKind.UPSTREAM_FAILED));
    }
}
