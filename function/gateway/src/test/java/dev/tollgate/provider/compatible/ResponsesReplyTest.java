package dev.tollgate.provider.compatible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.ChunkFold;
import dev.tollgate.openai.ChunkShaper;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.ServerToolUse;
import dev.tollgate.openai.Usage;
import dev.tollgate.provider.ReplyEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tap of native Responses: whatever is streamed, or only said at the end, becomes the same chunks. */
final class ResponsesReplyTest {
    private static final String ITEMS = """
            [{"id":"rs_1","type":"reasoning","summary":[{"type":"summary_text","text":"One."},{"type":"summary_text","text":"Two."}],
              "encrypted_content":"gAAA"},
             {"id":"msg_1","type":"message","role":"assistant","content":[{"type":"output_text","text":"Hi ","annotations":[]},
              {"type":"output_text","text":"you","annotations":[{"type":"url_citation","start_index":0,"end_index":3,"url":"https://h","title":"t"}]}]},
             {"id":"ws_1","type":"web_search_call","action":{"type":"search","query":"q"}},
             {"id":"ws_2","type":"web_search_call","action":{"type":"open_page","url":"https://h"}},
             {"id":"fc_1","type":"function_call","call_id":"c1","name":"f","namespace":"ns","arguments":"{}"},
             {"id":"ctc_1","type":"custom_tool_call","call_id":"c2","name":"patch","input":"a"}]""";

    private static final String USAGE =
            "{\"input_tokens\":9,\"input_tokens_details\":{\"cached_tokens\":4},\"output_tokens\":5,"
                    + "\"output_tokens_details\":{\"reasoning_tokens\":2},\"total_tokens\":14}";

    @Test
    void aWholeReplyIsItsItems() {
        ResponsesReply reply = new ResponsesReply("openai");
        ChatCompletion completion =
                folded(reply.whole(response("completed", ITEMS).getBytes(StandardCharsets.UTF_8)));
        assertThat(reply.complete()).isTrue();
        assertSaysAll(completion);
    }

    @Test
    void aStreamThatOnlyEndsItsItemsSaysTheSame() {
        ResponsesReply reply = new ResponsesReply("openai");
        ChunkCollector chunks = new ChunkCollector(reply);
        chunks.event("{\"type\":\"response.created\",\"response\":" + response("in_progress", "[]") + "}");
        int index = 0;
        for (JsonNode item : json(ITEMS)) {
            chunks.event("{\"type\":\"response.output_item.added\",\"output_index\":" + index + ",\"item\":"
                    + ((ObjectNode) item.deepCopy()).without(List.of("arguments", "input")) + "}");
            chunks.event(
                    "{\"type\":\"response.output_item.done\",\"output_index\":" + index++ + ",\"item\":" + item + "}");
        }
        chunks.event("{\"type\":\"response.completed\",\"response\":" + response("completed", ITEMS) + "}");
        assertThat(reply.done()).isTrue();
        assertSaysAll(folded(chunks.all()));
    }

    /** A stream may be cut before its end, which has the count of tokens. The tools that have run are billed all the same. */
    @Test
    void toolsCountAsSoonAsTheyHaveRun() {
        ChunkCollector chunks = new ChunkCollector(new ResponsesReply("openai"));
        chunks.event("{\"type\":\"response.output_item.done\",\"output_index\":0,\"item\":"
                + "{\"type\":\"web_search_call\",\"action\":{\"type\":\"search\"}}}");
        chunks.event(
                "{\"type\":\"response.output_item.done\",\"output_index\":1,\"item\":{\"type\":\"file_search_call\"}}");
        chunks.event("{\"type\":\"response.output_item.done\",\"output_index\":2,\"item\":"
                + "{\"type\":\"image_generation_call\",\"status\":\"completed\",\"result\":\"aGk=\"}}");
        assertThat(chunks.all().getLast().usage())
                .isEqualTo(new Usage(0, 0, 0, null, null, new ServerToolUse(1, 0, 1, 0, 1).fields()));
    }

    private static void assertSaysAll(ChatCompletion completion) {
        ChatCompletion.Choice choice = completion.choices().getFirst();
        assertThat(choice.message().content()).isEqualTo("Hi you");
        assertThat(choice.message().reasoningContent()).isEqualTo("One.\n\nTwo.");
        assertThat(JsonCodec.mapper().<JsonNode>valueToTree(choice.message().toolCalls()))
                .isEqualTo(json("""
                [{"id":"c1","type":"function","function":{"name":"ns__f","arguments":"{}"}},
                 {"id":"c2","type":"function","function":{"name":"patch","arguments":"{\\"input\\":\\"a\\"}"}}]
                """));
        assertThat(choice.message()
                        .extra()
                        .get("annotations")
                        .get(0)
                        .at("/url_citation/start_index")
                        .asInt())
                .isEqualTo(3);
        assertThat(choice.message()
                        .extra()
                        .get("reasoning_details")
                        .get(0)
                        .path("data")
                        .asText())
                .isEqualTo("gAAA");
        assertThat(choice.finishReason()).isEqualTo("tool_calls");
    }

    @Test
    void theUsageIsCountedInChatsWords() {
        ChatChunk last = new ResponsesReply("openai")
                .whole(response("completed", ITEMS).getBytes(StandardCharsets.UTF_8))
                .getLast();
        assertThat(last.usage()).isNotNull().satisfies(usage -> {
            assertThat(usage.promptTokens()).isEqualTo(9);
            assertThat(usage.cachedTokens()).isEqualTo(4);
            assertThat(usage.reasoningTokens()).isEqualTo(2);
            assertThat(usage.serverToolUse().webSearches()).isEqualTo(1);
        });
    }

    @Test
    void anErrorEventHasItsKind() {
        for (String event : List.of(
                "{\"type\":\"error\",\"sequence_number\":2,\"error\":{\"type\":\"tokens\",\"code\":\"rate_limit_exceeded\",\"message\":\"m\"}}",
                "{\"type\":\"error\",\"sequence_number\":2,\"code\":\"rate_limit_exceeded\",\"message\":\"m\",\"param\":null}")) {
            assertThatThrownBy(() -> new ResponsesReply("openai").event(new ReplyEvent("error", event)))
                    .isInstanceOfSatisfying(GatewayException.class, failure -> assertThat(failure.kind())
                            .isEqualTo(ErrorKind.UPSTREAM_OVERLOADED));
        }
    }

    @Test
    void aFailedResponseIsBilledBeforeItFails() {
        ResponsesReply reply = new ResponsesReply("openai");
        String failed = response("failed", "[]")
                .replace("\"error\":null", "\"error\":{\"code\":\"server_error\",\"message\":\"m\"}");
        List<ChatChunk> chunks =
                reply.event(new ReplyEvent("", "{\"type\":\"response.failed\",\"response\":" + failed + "}"));
        assertThat(chunks.getLast().usage()).isNotNull();
        assertThatThrownBy(reply::complete).isInstanceOf(GatewayException.class);
    }

    @Test
    void aStreamWithoutItsLastEventIsNotComplete() {
        ResponsesReply reply = new ResponsesReply("openai");
        reply.event(new ReplyEvent(
                "", "{\"type\":\"response.created\",\"response\":" + response("in_progress", "[]") + "}"));
        assertThat(reply.complete()).isFalse();
    }

    /** The chunks of all events. */
    private record ChunkCollector(ResponsesReply reply, List<ChatChunk> all) {
        private ChunkCollector(ResponsesReply reply) {
            this(reply, new ArrayList<>());
        }

        private void event(String data) {
            all.addAll(reply.event(new ReplyEvent("", data)));
        }
    }

    private static ChatCompletion folded(List<ChatChunk> chunks) {
        ChunkShaper shaper = new ChunkShaper("req_1", 1, "m", false);
        ChunkFold fold = new ChunkFold();
        chunks.forEach(chunk -> shaper.shape(chunk).forEach(fold::add));
        return fold.completion(shaper.usage());
    }

    private static String response(String status, String output) {
        return "{\"id\":\"resp_1\",\"object\":\"response\",\"created_at\":1,\"model\":\"m\",\"status\":\"" + status
                + "\",\"error\":null,\"output\":" + output + ",\"usage\":" + USAGE + "}";
    }

    private static JsonNode json(String text) {
        try {
            return JsonCodec.mapper().readTree(text);
        } catch (JsonProcessingException broken) {
            throw new AssertionError(text, broken);
        }
    }
}
