package dev.tollgate.provider.compatible;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

    private static NativeResponses of(String sent) throws JsonProcessingException {
        ChatRequest chat = JsonCodec.mapper().readValue("{\"model\": \"m\"}", ChatRequest.class);
        return new NativeResponses(tree(sent), chat, "m");
    }

    private static ObjectNode tree(String json) throws JsonProcessingException {
        return (ObjectNode) JsonCodec.mapper().readTree(json);
    }
}
