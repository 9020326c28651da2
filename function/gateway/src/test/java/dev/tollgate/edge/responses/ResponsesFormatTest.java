package dev.tollgate.edge.responses;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.edge.CallCost;
import dev.tollgate.openai.CarriedReasoning;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.ChunkFold;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.Usage;
import dev.tollgate.provider.ReplyEvent;
import dev.tollgate.provider.SseParser;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Chunks become items and events. */
final class ResponsesFormatTest {
    private static final String TOOLS = """
            "tools":[{"type":"custom","name":"patch"},
             {"type":"namespace","name":"ns","tools":[{"type":"function","name":"f"}]}]""";

    @Test
    void callsAreTheClientsAgain() {
        JsonNode output = streamed(
                        TOOLS,
                        "{\"tool_calls\":[{\"index\":0,\"id\":\"c1\",\"function\":{\"name\":\"patch\",\"arguments\":\"{\\\"in\"}}]}",
                        "{\"tool_calls\":[{\"index\":1,\"id\":\"c2\",\"function\":{\"name\":\"ns__f\",\"arguments\":\"{}\"}}]}",
                        "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"put\\\":\\\"a\\\"}\"}}]}")
                .path("output");
        assertThat(output).isEqualTo(json("""
                [{"id":"ctc_1_0","type":"custom_tool_call","status":"completed","input":"a","call_id":"c1","name":"patch"},
                 {"id":"fc_1_1","type":"function_call","status":"completed","arguments":"{}","call_id":"c2","name":"f","namespace":"ns"}]
                """));
    }

    /** vllm-project/vllm#57998: clients run a call that is complete, although the tokens ended in the next one. */
    @Test
    void onlyTheCallThatWasCutIsIncomplete() {
        List<ChatChunk> chunks = List.of(
                chunk(piece(0, "\"id\":\"c1\",", "{}"), null),
                chunk(piece(1, "\"id\":\"c2\",", "{\\\"a"), null),
                chunk(piece(2, "\"id\":\"c3\",", "{}"), "length"));
        ResponsesFormat whole = format("\"user\":\"u\"", Optional.empty());
        chunks.forEach(whole::note);
        JsonNode response = json(new String(whole.whole(folded(chunks), OptionalLong.empty()), StandardCharsets.UTF_8));
        assertThat(response.path("status").asText()).isEqualTo("incomplete");
        assertThat(response.path("output").findValuesAsText("status"))
                .containsExactly("completed", "incomplete", "incomplete");
    }

    private static String piece(int index, String id, String arguments) {
        return "{\"tool_calls\":[{\"index\":" + index + "," + id + "\"function\":{\"name\":\"f\",\"arguments\":\""
                + arguments + "\"}}]}";
    }

    @Test
    void anItemEndsWhereAnotherBegins() {
        JsonNode output = streamed(
                        "\"reasoning\":{\"summary\":\"auto\"}",
                        "{\"reasoning_content\":\"Hm.\"}",
                        "{\"content\":\"One \"}",
                        "{\"reasoning_content\":\"Ah.\"}",
                        "{\"content\":\"two.\",\"annotations\":[{\"type\":\"url_citation\",\"url_citation\":"
                                + "{\"start_index\":4,\"end_index\":7,\"url\":\"https://h\",\"title\":\"t\"}}]}")
                .path("output");
        assertThat(output.findValuesAsText("type"))
                .containsExactly(
                        "reasoning",
                        "summary_text",
                        "message",
                        "output_text",
                        "reasoning",
                        "summary_text",
                        "message",
                        "output_text",
                        "url_citation");
        assertThat(output.at("/3/content/0/annotations/0")).isEqualTo(json("""
                {"type":"url_citation","start_index":0,"end_index":3,"url":"https://h","title":"t"}
                """));
    }

    /** microsoft/agent-framework#2203: clients send annotations back, and OpenAI refuses the fields of others. */
    @Test
    void anAnnotationHasOnlyOpenAisFields() {
        JsonNode output = streamed(
                        "\"store\":false",
                        "{\"content\":\"Rain.\",\"annotations\":[{\"type\":\"file\",\"file\":{\"hash\":\"h\"}},"
                                + "{\"type\":\"url_citation\",\"url_citation\":{\"start_index\":0,\"end_index\":5,"
                                + "\"url\":\"https://h\",\"title\":\"t\",\"cited_text\":\"Rain.\",\"encrypted_index\":\"E\"}}]}")
                .path("output");
        assertThat(output.at("/0/content/0/annotations")).isEqualTo(json("""
                [{"type":"url_citation","start_index":0,"end_index":5,"url":"https://h","title":"t"}]
                """));
    }

    @Test
    void whatNobodyWantsToSeeIsCarriedForTheProvider() {
        JsonNode output = streamed(
                        "\"include\":[\"reasoning.encrypted_content\"]",
                        "{\"reasoning_content\":\"Hm.\"}",
                        "{\"content\":\"Hi\"}")
                .path("output");
        assertThat(output).hasSize(2);
        assertThat(CarriedReasoning.decoded(output.at("/1/encrypted_content").asText()))
                .contains(new CarriedReasoning(Map.of("reasoning_content", json("\"Hm.\"")), Map.of()));
    }

    @Test
    void nothingIsCarriedForAnAnswerThatEndsTheTurn() {
        assertThat(streamed("\"user\":\"u\"", "{\"reasoning_content\":\"Hm.\"}", "{\"content\":\"Hi\"}")
                        .path("output"))
                .hasSize(1);
    }

    @Test
    void reasoningThatOpenAiEncryptedIsItsOwnItem() {
        assertThat(streamed(
                                "\"include\":[\"reasoning.encrypted_content\"]",
                                "{\"content\":\"Hi\",\"reasoning_details\":[{\"type\":\"reasoning.encrypted\",\"data\":\"gAAA\","
                                        + "\"format\":\"openai-responses-v1\"}]}")
                        .at("/output/1/encrypted_content")
                        .asText())
                .isEqualTo("gAAA");
    }

    @Test
    void aTapSeesEveryEventAndMayChangeIt() {
        List<String> types = new ArrayList<>();
        ResponseTap tap = new ResponseTap() {
            @Override
            public ObjectNode event(ObjectNode event) {
                types.add(event.path("type").asText());
                return event.deepCopy().put("seen", true);
            }

            @Override
            public ObjectNode whole(ObjectNode response) {
                return response.put("store", true);
            }
        };
        List<JsonNode> events = events(format("\"stream\":true", Optional.of(tap)), "{\"content\":\"Hi\"}");
        assertThat(types).hasSameSizeAs(events).startsWith("response.created").endsWith("response.completed");
        assertThat(events).allMatch(event -> event.path("seen").asBoolean());

        ResponsesFormat whole = format("\"user\":\"u\"", Optional.of(tap));
        ChatChunk chunk = chunk("{\"content\":\"Hi\"}", "stop");
        whole.note(chunk);
        assertThat(json(new String(whole.whole(folded(List.of(chunk)), OptionalLong.empty()), StandardCharsets.UTF_8))
                        .path("store")
                        .asBoolean())
                .isTrue();
    }

    /** The response at the end of the stream, which must be the one that is sent whole. */
    private static JsonNode streamed(String fields, String... deltas) {
        List<JsonNode> events = events(format(fields + ",\"stream\":true", Optional.empty()), deltas);
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).path("sequence_number").asInt()).isEqualTo(i);
        }
        ResponsesFormat whole = format(fields, Optional.empty());
        List<ChatChunk> chunks = chunks(deltas);
        chunks.forEach(whole::note);
        JsonNode response = events.getLast().path("response");
        assertThat(json(new String(whole.whole(folded(chunks), OptionalLong.empty()), StandardCharsets.UTF_8)))
                .isEqualTo(response);
        return response;
    }

    private static List<JsonNode> events(ResponsesFormat format, String... deltas) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<ChatChunk> chunks = chunks(deltas);
        chunks.forEach(chunk -> bytes.writeBytes(format.chunk(chunk)));
        bytes.writeBytes(format.finished(folded(chunks), chunks.getLast(), OptionalLong.empty()));
        return new SseParser()
                .feed(bytes.toByteArray()).stream()
                        .map(ReplyEvent::data)
                        .map(ResponsesFormatTest::json)
                        .toList();
    }

    private static ResponsesFormat format(String fields, Optional<ResponseTap> tap) {
        ObjectNode body = (ObjectNode) json("{\"model\":\"m\",\"input\":\"Hi\"," + fields + "}");
        return new ResponsesFormat(ResponsesRequest.of(body), "req_1", new CallCost(false), tap);
    }

    private static List<ChatChunk> chunks(String... deltas) {
        List<ChatChunk> chunks = new ArrayList<>();
        for (String delta : deltas) {
            chunks.add(chunk(delta, null));
        }
        chunks.add(chunk("{}", "stop"));
        return chunks;
    }

    private static ChatChunk chunk(String delta, String finishReason) {
        try {
            String finish = finishReason == null ? "null" : "\"" + finishReason + "\"";
            return JsonCodec.mapper()
                    .readValue(
                            "{\"id\":\"x\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":" + delta
                                    + ",\"finish_reason\":" + finish + "}]}",
                            ChatChunk.class);
        } catch (JsonProcessingException broken) {
            throw new AssertionError(delta, broken);
        }
    }

    private static ChatCompletion folded(List<ChatChunk> chunks) {
        ChunkFold fold = new ChunkFold();
        chunks.forEach(fold::add);
        return fold.completion(Usage.of(3, 1));
    }

    private static JsonNode json(String text) {
        try {
            return JsonCodec.mapper().readTree(text);
        } catch (JsonProcessingException broken) {
            throw new AssertionError(text, broken);
        }
    }
}
