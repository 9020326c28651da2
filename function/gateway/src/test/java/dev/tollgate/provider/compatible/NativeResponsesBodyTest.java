package dev.tollgate.provider.compatible;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.JsonCodec;
import org.junit.jupiter.api.Test;

class NativeResponsesBodyTest {
    private static final String CITED = """
        {"model": "m", "store": false, "input": [{"role": "user", "content": "Rain?"}, {"type": "message", "role": "assistant",
          "content": [{"type": "output_text", "text": "Rain.", "annotations": [{"type": "url_citation", "url": "https://a.example",
            "title": "A", "start_index": 0, "end_index": 5%s}, {"type": "of_tomorrow", "field": 1}]}]}]}""";

    /** microsoft/agent-framework#2203: OpenAI says "Unknown parameter: 'input[1]…'". */
    @Test
    void openAiDoesNotGetWhatOtherProvidersSayOfTheirSources() throws Exception {
        NativeResponses sending = of(CITED.formatted(", \"cited_text\": \"Rain.\", \"encrypted_index\": \"EoA\""));

        assertThat(sending.body()).isEqualTo(tree(CITED.formatted("")));
        assertThat(sending.dropped())
                .containsExactly(
                        "input[].content[].annotations[].cited_text",
                        "input[].content[].annotations[].encrypted_index");
    }

    @Test
    void itsOwnAnnotationsGoBackAsTheyAre() throws Exception {
        NativeResponses sending = of(CITED.formatted(""));

        assertThat(sending.body()).isEqualTo(tree(CITED.formatted("")));
        assertThat(sending.dropped()).isEmpty();
    }

    /** As in a chat request, and one user remains one in both fields. */
    @Test
    void aLongIdBecomesItsHash() throws Exception {
        String id = "u".repeat(65);
        ObjectNode sent = tree("{\"model\":\"m\",\"store\":false,\"input\":\"Hi\"}")
                .put("user", id)
                .put("safety_identifier", id)
                .put("prompt_cache_key", "u".repeat(64));

        ObjectNode body = of(sent.toString()).body();

        String hash = KeyHash.of(id).hex();
        assertThat(body.path("user").asText()).isEqualTo(hash);
        assertThat(body.path("safety_identifier").asText()).isEqualTo(hash);
        assertThat(body.path("prompt_cache_key").asText()).isEqualTo("u".repeat(64));
    }

    private static NativeResponses of(String sent) throws JsonProcessingException {
        ChatRequest chat = JsonCodec.mapper().readValue("{\"model\": \"m\"}", ChatRequest.class);
        return new NativeResponses(tree(sent), chat, "m");
    }

    private static ObjectNode tree(String json) throws JsonProcessingException {
        return (ObjectNode) JsonCodec.mapper().readTree(json);
    }
}
