package dev.tollgate.provider.bedrock;

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
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the embedding models of https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters.html. */
final class BedrockEmbeddingsTest {
    private static final String TITAN = "amazon.titan-embed-text-v2:0";
    private static final String COHERE = "eu.cohere.embed-v4:0";
    private static final EmbeddingAdapter ADAPTER =
            new BedrockEmbeddings(new PlainProviderApi("bedrock"), null, "eu-central-1");
    private static final EncodedEmbeddings ENCODED = new EncodedEmbeddings(ADAPTER);

    @Test
    void invokesAModelInItsRegion() {
        assertThat(ENCODED.of("{'input':'a'}", TITAN).uri())
                .hasToString("https://bedrock-runtime.eu-central-1.amazonaws.com/model/"
                        + "amazon.titan-embed-text-v2%3A0/invoke");
        EmbeddingAdapter elsewhere =
                new BedrockEmbeddings(new PlainProviderApi("bedrock"), URI.create("http://127.0.0.1:1"), null);
        assertThat(new EncodedEmbeddings(elsewhere).of("{'input':'a'}", COHERE).uri())
                .hasToString("http://127.0.0.1:1/model/eu.cohere.embed-v4%3A0/invoke");
    }

    @Test
    void sendsTitanOneTextAtATime() {
        assertThat(ENCODED.body("{'input':['a'],'dimensions':256}", TITAN))
                .isEqualTo("{'inputText':'a','dimensions':256}");
        assertThat(ENCODED.batchesOf(3, TITAN)).containsExactly(1, 1, 1);
    }

    @Test
    void sendsCohere96TextsWithTheirPurpose() {
        assertThat(ENCODED.body("{'input':['a','b']}", COHERE))
                .isEqualTo("{'texts':['a','b'],'input_type':'search_document','embedding_types':['float']}");
        assertThat(ENCODED.body("{'input':'a','input_type':'clustering','dimensions':512}", COHERE))
                .isEqualTo("{'texts':['a'],'input_type':'clustering','embedding_types':['float'],"
                        + "'output_dimension':512}");
        assertThat(ENCODED.batchesOf(100, COHERE)).containsExactly(96, 4);
    }

    @Test
    void authorizesRequestsAsChatsDo() {
        assertThat(ADAPTER.providerApi()
                        .authorize(ENCODED.of("{'input':'a'}", TITAN), "k", Instant.EPOCH)
                        .headers())
                .containsEntry("secret", "k");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'input':[1,2]} | amazon.titan-embed-text-v2:0 | input
            {'input':[[1],[2]]} | cohere.embed-english-v3 | input
            {'input':'a','input_type':'search_query'} | amazon.titan-embed-text-v2:0 | input_type
            {'input':'a'} | amazon.nova-lite-v1:0 | model
            """)
    void rejectsFieldsThatAModelDoesNotSupport(String request, String model, String field) {
        assertThatThrownBy(() -> ENCODED.of(request, model)).isInstanceOfSatisfying(GatewayException.class, failure -> {
            assertThat(failure.param()).isEqualTo(field);
            assertThat(failure.kind()).isEqualTo(ErrorKind.UNSUPPORTED_PARAMETER);
        });
    }

    @Test
    void failsWithoutARegion() {
        EmbeddingAdapter nowhere = new BedrockEmbeddings(new PlainProviderApi("bedrock"), null, null);
        assertThatThrownBy(() -> new EncodedEmbeddings(nowhere).of("{'input':'a'}", TITAN))
                .isInstanceOf(GatewayException.class)
                .hasMessage("The provider bedrock needs a region: its own, or AWS_REGION.");
    }

    @Test
    void titanReportsUsageAndCohereDoesNot() {
        Embedding embedding = new Embedding.Floats(new float[] {1, 0.5f});
        assertThat(ENCODED.reply("{'embedding':[1,0.5],'embeddingsByType':{'float':[1,0.5]},'inputTextTokenCount':3}"))
                .isEqualTo(new EmbeddingReply(List.of(embedding), null, Usage.of(3, 0)));
        assertThat(ENCODED.reply("{'embeddings':{'float':[[1,0.5]]},'id':'1','response_type':'embeddings_by_type'}"))
                .isEqualTo(new EmbeddingReply(List.of(embedding), null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "<html>", "{'embeddings':{}}"})
    void aReplyWithoutEmbeddingsIsAFailureOfTheProvider(String reply) {
        assertThatThrownBy(() -> ENCODED.reply(reply))
                .isInstanceOfSatisfying(GatewayException.class, failure -> assertThat(failure.kind())
                        .isEqualTo(ErrorKind.UPSTREAM_FAILED));
    }
}
