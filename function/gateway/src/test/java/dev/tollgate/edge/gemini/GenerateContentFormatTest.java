package dev.tollgate.edge.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.edge.CallCost;
import dev.tollgate.edge.ClientErrors;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.ChunkFold;
import dev.tollgate.openai.Delta;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.SignatureEnvelope;
import dev.tollgate.openai.ThinkingBlocks;
import dev.tollgate.openai.ThinkingBlocks.Block;
import dev.tollgate.openai.ToolCall;
import dev.tollgate.openai.Usage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Answers of other providers in Gemini's words. */
final class GenerateContentFormatTest {
    private static final Usage USAGE = new Usage(
            10,
            9,
            19,
            new Usage.PromptDetails(4L, null, null, Map.of()),
            new Usage.CompletionDetails(5L, null, null, null, Map.of()),
            Map.of());

    @Test
    void textComesAsItIsSaidAndTheRestAtTheEnd() throws IOException {
        List<ChatChunk> chunks = List.of(
                chunk(new Delta("assistant", "", null, null, null, Map.of()), null),
                chunk(new Delta(null, null, "Hm.", null, null, Map.of()), null),
                chunk(new Delta(null, "Hel", null, null, null, Map.of()), null),
                chunk(new Delta(null, "lo", null, null, null, Map.of()), null),
                chunk(new Delta(null, null, null, null, List.of(call(0, "c", "f", "{\"a\"")), Map.of()), null),
                chunk(new Delta(null, null, null, null, List.of(call(0, null, null, ":1}")), Map.of()), "tool_calls"));
        JsonNode stream = streamed(chunks, true);
        assertThat(stream).hasSize(4);
        assertThat(stream.at("/0/candidates/0/content/parts/0")).hasToString("{\"text\":\"Hm.\",\"thought\":true}");
        assertThat(stream.at("/1/candidates/0/content"))
                .hasToString("{\"parts\":[{\"text\":\"Hel\"}],\"role\":\"model\"}");
        JsonNode last = stream.path(3);
        assertThat(last.at("/candidates/0/content/parts/0"))
                .hasToString("{\"functionCall\":{\"id\":\"c\",\"name\":\"f\",\"args\":{\"a\":1}}}");
        assertThat(last.at("/candidates/0/finishReason").textValue()).isEqualTo("STOP");
        assertThat(last.path("usageMetadata"))
                .hasToString("{\"promptTokenCount\":10,\"cachedContentTokenCount\":4,\"candidatesTokenCount\":4,"
                        + "\"thoughtsTokenCount\":5,\"totalTokenCount\":19}");

        JsonNode whole = whole(chunks, true);
        assertThat(whole.at("/candidates/0/content/parts"))
                .hasToString("[{\"text\":\"Hm.\",\"thought\":true},{\"text\":\"Hello\"},"
                        + "{\"functionCall\":{\"id\":\"c\",\"name\":\"f\",\"args\":{\"a\":1}}}]");
        assertThat(whole(chunks, false).at("/candidates/0/content/parts/0/text").textValue())
                .as("thoughts are for those who want them")
                .isEqualTo("Hello");
    }

    /** 567-labs/instructor#1808: Google's older SDKs read the first part of each response. */
    @Test
    void theEndOfAStreamOfTextHasAPart() throws IOException {
        List<ChatChunk> chunks = List.of(
                chunk(new Delta("assistant", "Hi", null, null, null, Map.of()), null), chunk(Delta.EMPTY, "stop"));
        assertThat(streamed(chunks, false).at("/1/candidates/0/content/parts")).hasToString("[{\"text\":\"\"}]");
    }

    @Test
    void thinkingOfOtherProvidersComesBackInASignature() throws IOException {
        Map<String, JsonNode> blocks = ThinkingBlocks.field(new Block.Thinking("Hm.", "sig"));
        List<ChatChunk> chunks = List.of(
                chunk(new Delta("assistant", "Hi", null, null, null, blocks), null), chunk(Delta.EMPTY, "stop"));
        JsonNode part = whole(chunks, false).at("/candidates/0/content/parts/1");
        assertThat(part.path("text").textValue()).isEmpty();
        assertThat(SignatureEnvelope.fields(part.path("thoughtSignature").textValue()))
                .hasValue(blocks);
    }

    @Test
    void googlesOwnFieldsGetTheirNamesBack() throws IOException {
        ObjectNode google = JsonNodeFactory.instance.objectNode();
        google.putObject("google")
                .put("finish_reason", "RECITATION")
                .putObject("grounding_metadata")
                .put("a", 1);
        ChatChunk.Choice choice =
                new ChatChunk.Choice(0, Delta.EMPTY, null, "content_filter", Map.of("extra_content", google));
        JsonNode candidate = whole(List.of(chunk(choice)), false).at("/candidates/0");
        assertThat(candidate.path("finishReason").textValue()).isEqualTo("RECITATION");
        assertThat(candidate.path("groundingMetadata")).hasToString("{\"a\":1}");
    }

    @Test
    void sourcesAreCountedInBytes() throws IOException {
        ObjectNode citation = JsonNodeFactory.instance.objectNode().put("type", "url_citation");
        citation.putObject("url_citation")
                .put("url", "https://x")
                .put("title", "X")
                .put("start_index", 2)
                .put("end_index", 4);
        JsonNode annotations = JsonNodeFactory.instance.arrayNode().add(citation);
        List<ChatChunk> chunks = List.of(chunk(
                new Delta("assistant", "ä o\u00e9!", null, null, null, Map.of("annotations", annotations)), "stop"));
        JsonNode metadata = whole(chunks, false).at("/candidates/0/groundingMetadata");
        assertThat(metadata.at("/groundingChunks/0/web")).hasToString("{\"uri\":\"https://x\",\"title\":\"X\"}");
        assertThat(metadata.at("/groundingSupports/0/segment"))
                .hasToString("{\"startIndex\":3,\"endIndex\":6,\"text\":\"oé\"}");
    }

    @Test
    void argumentsThatAreNoObjectStayReadable() throws IOException {
        List<ChatChunk> chunks = List.of(chunk(
                new Delta("assistant", null, null, null, List.of(call(0, "c", "f", "{\"cut")), Map.of()), "length"));
        JsonNode candidate = whole(chunks, false).at("/candidates/0");
        assertThat(candidate.at("/content/parts/0/functionCall/args")).hasToString("{\"arguments\":\"{\\\"cut\"}");
        assertThat(candidate.path("finishReason").textValue()).isEqualTo("MAX_TOKENS");
    }

    @Test
    void anErrorSaysWhenToRetry() throws IOException {
        GatewayException failure = GatewayException.of(ErrorKind.REQUEST_RATE_EXCEEDED, "contents", "Slow down.")
                .retryAfter(Duration.ofMillis(1_500));
        JsonNode error = JsonCodec.mapper()
                .readTree(new GeminiErrors().document(failure, "req_1"))
                .path("error");
        assertThat(error.path("status").textValue()).isEqualTo("RESOURCE_EXHAUSTED");
        assertThat(error.findValuesAsText("retryDelay")).containsExactly("1.500s");
        assertThat(error.findValuesAsText("requestId")).containsExactly("req_1");
        assertThat(error.findValuesAsText("field")).containsExactly("contents");
        ResponseFraming array = ResponseFraming.array();
        byte[] nothingYet = new GenerateContentFormat(array, false, new CallCost(false))
                .failed(failure, new ClientErrors(new GeminiErrors(), "req_1"));
        assertThat(JsonCodec.mapper().readTree(nothingYet)).hasSize(1);
    }

    private static JsonNode streamed(List<ChatChunk> chunks, boolean thoughts) throws IOException {
        GenerateContentFormat format =
                new GenerateContentFormat(ResponseFraming.array(), thoughts, new CallCost(false));
        List<byte[]> written = new ArrayList<>();
        chunks.forEach(chunk -> written.add(format.chunk(chunk)));
        written.add(format.finished(folded(chunks), chunks.getLast(), OptionalLong.empty()));
        StringBuilder text = new StringBuilder();
        written.forEach(bytes -> text.append(new String(bytes, StandardCharsets.UTF_8)));
        return JsonCodec.mapper().readTree(text.toString());
    }

    private static JsonNode whole(List<ChatChunk> chunks, boolean thoughts) throws IOException {
        GenerateContentFormat format = new GenerateContentFormat(ResponseFraming.EVENTS, thoughts, new CallCost(false));
        chunks.forEach(format::note);
        return JsonCodec.mapper().readTree(format.whole(folded(chunks), OptionalLong.empty()));
    }

    private static ChatCompletion folded(List<ChatChunk> chunks) {
        ChunkFold fold = new ChunkFold();
        chunks.forEach(fold::add);
        return fold.completion(USAGE);
    }

    private static ChatChunk chunk(Delta delta, String finishReason) {
        return chunk(new ChatChunk.Choice(0, delta, null, finishReason, Map.of()));
    }

    private static ChatChunk chunk(ChatChunk.Choice choice) {
        return new ChatChunk("id-1", ChatChunk.OBJECT, 1L, "m-1", List.of(choice), null, Map.of());
    }

    private static ToolCall call(int index, String id, String name, String arguments) {
        return new ToolCall(
                index, id, id == null ? null : "function", new ToolCall.Function(name, arguments, Map.of()), Map.of());
    }
}
