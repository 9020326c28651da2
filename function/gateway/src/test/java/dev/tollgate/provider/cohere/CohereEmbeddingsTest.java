package dev.tollgate.provider.cohere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.openai.Embedding;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.Usage;
import dev.tollgate.provider.DropPolicy;
import dev.tollgate.provider.EmbeddingAdapter;
import dev.tollgate.provider.EmbeddingReply;
import dev.tollgate.provider.EncodedEmbeddings;
import dev.tollgate.provider.PlainProviderApi;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.UnsupportedFields;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests requests and replies of https://docs.cohere.com/reference/embed. */
final class CohereEmbeddingsTest {
    private static final EmbeddingAdapter ADAPTER = new CohereEmbeddings(
            new PlainProviderApi("cohere"), new Provider("cohere", "cohere", null, "env:KEY", null));
    private static final EncodedEmbeddings ENCODED = new EncodedEmbeddings(ADAPTER);

    @Test
    void theDefaultPurposeIsADocument() {
        assertThat(ENCODED.of("{'input':'a'}", "embed-v4.0").uri()).hasToString("https://api.cohere.com/v2/embed");
        assertThat(ENCODED.body("{'input':'a','encoding_format':'base64'}", "embed-v4.0"))
                .isEqualTo("{'model':'embed-v4.0','texts':['a'],'input_type':'search_document',"
                        + "'embedding_types':['float'],'truncate':'NONE'}");
        assertThat(ENCODED.body("{'input':['a','b'],'input_type':'search_query','dimensions':256}", "embed-v4.0"))
                .isEqualTo("{'model':'embed-v4.0','texts':['a','b'],'input_type':'search_query',"
                        + "'embedding_types':['float'],'truncate':'NONE','output_dimension':256}");
    }

    @Test
    void splitsMoreThan96TextsIntoBatches() {
        assertThat(ENCODED.batchesOf(200, "embed-v4.0")).containsExactly(96, 96, 8);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'input':[1,2]} | input | UNSUPPORTED_PARAMETER
            {'input':[[1],[2]]} | input | UNSUPPORTED_PARAMETER
            {'input':'a','input_type':5} | input_type | INVALID_VALUE
            {'input':'a','new_field':5} | new_field | UNSUPPORTED_PARAMETER
            """)
    void rejectsUnsupportedFieldsByName(String request, String field, ErrorKind kind) {
        assertThatThrownBy(() -> ENCODED.of(request, "embed-v4.0"))
                .isInstanceOfSatisfying(GatewayException.class, failure -> {
                    assertThat(failure.param()).isEqualTo(field);
                    assertThat(failure.kind()).isEqualTo(kind);
                });
    }

    @Test
    void dropsAndListsTheUser() {
        UnsupportedFields unsupported = new UnsupportedFields("cohere", DropPolicy.NOTHING);
        ADAPTER.encode(EncodedEmbeddings.request("{'input':'a','user':'u'}"), "embed-v4.0", unsupported);
        assertThat(unsupported.fields()).containsExactly("user");
    }

    @Test
    void decodesEmbeddingsWithTheBilledTokens() {
        EmbeddingReply reply = ENCODED.reply("""
                {'id':'1','texts':['a','b'],'embeddings':{'float':[[1,0.5],[2,-3]]},
                 'meta':{'api_version':{'version':'2'},'billed_units':{'input_tokens':4}},
                 'response_type':'embeddings_by_type'}""");
        assertThat(reply)
                .isEqualTo(new EmbeddingReply(
                        List.of(new Embedding.Floats(new float[] {1, 0.5f}), new Embedding.Floats(new float[] {2, -3})),
                        null,
                        Usage.of(4, 0)));
        assertThat(ENCODED.reply("{'embeddings':{'float':[]}}").usage()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "<html>", "{'embeddings':{}}", "{'embeddings':[[1]]}"})
    void aReplyWithoutEmbeddingsIsAFailureOfTheProvider(String reply) {
        assertThatThrownBy(() -> ENCODED.reply(reply))
                .isInstanceOfSatisfying(GatewayException.class, failure -> assertThat(failure.kind())
                        .isEqualTo(ErrorKind.UPSTREAM_FAILED));
    }
}
