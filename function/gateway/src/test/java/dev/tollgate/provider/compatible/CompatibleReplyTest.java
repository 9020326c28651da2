package dev.tollgate.provider.compatible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.Usage;
import dev.tollgate.provider.ReplyEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What providers send that OpenAI does not, as public reports quote it. */
final class CompatibleReplyTest {
    private final DecodedReply decoded = new DecodedReply();
    private final CompatibleReply reply = decoded.decoder();

    /** open-webui/open-webui#9927 */
    @Test
    void ignoresTheAnswerSoFarBesideADelta() {
        decoded.event("{\"index\":0,\"message\":{\"content\":\"Hel\"},\"delta\":{\"content\":\"Hel\"}}");
        decoded.event(
                "{\"index\":0,\"message\":{\"content\":\"Hello\"},\"delta\":{\"content\":\"lo\"},\"finish_reason\":\"stop\"}");
        decoded.event("{\"index\":0,\"message\":{\"content\":\"Hello\"},\"finish_reason\":\"stop\"}");
        assertThat(decoded.completed().message().content()).isEqualTo("Hello");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"ping\"}",
                "{}",
                "{\"heartbeat\":true}",
                "{\"event\":\"keep-alive\",\"choices\":null}"
            })
    void skipsKeepAlivesThatAreObjects(String data) {
        assertThat(reply.event(new ReplyEvent("", data))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"error\":{\"code\":429,\"message\":\"Slow down.\"}}]",
                "{\"error\":{\"code\":429,\"message\":\"Slow down.\"},\"choices\":[]}",
                "{\"error\":\"rate limit\"}",
                "{\"code\":429,\"message\":\"Slow down.\"}",
                "{\"base_resp\":{\"status_code\":1002,\"status_msg\":\"rate limit exceeded\"},\"choices\":null}"
            })
    void anErrorIsAnErrorInAnyForm(String data) {
        assertThatThrownBy(() -> reply.event(new ReplyEvent("", data)))
                .isInstanceOfSatisfying(GatewayException.class, failure -> assertThat(failure.kind())
                        .isEqualTo(ErrorKind.UPSTREAM_OVERLOADED));
        assertThatThrownBy(() -> reply.whole(data.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(GatewayException.class);
    }

    @Test
    void anEventNamedErrorIsOne() {
        assertThatThrownBy(() -> reply.event(new ReplyEvent("error", "rate limit reached")))
                .hasMessage("p failed: rate limit reached");
    }

    @Test
    void theOnlyCallMayBeWithoutAList() {
        decoded.event(
                "{\"index\":0,\"delta\":{\"tool_calls\":{\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}}}");
        assertThat(decoded.calls()).containsExactly("a f {}");
    }

    @Test
    void aPageIsNoAnswer() {
        assertThatThrownBy(() -> reply.whole("<html>Just a moment</html>".getBytes(StandardCharsets.UTF_8)))
                .hasMessage("p sent a reply that is not JSON.");
    }

    /** gethouston/houston#1211, genkit-ai/genkit#6259: what was used until then counts all the same. */
    @Test
    void theErrorOfAChoiceFailsAfterItsUsage() {
        List<ChatChunk> chunks = reply.event(new ReplyEvent("", """
                {"choices":[{"index":0,"finish_reason":"error","delta":{"content":"The fir"},\
                "error":{"code":502,"message":"Upstream idle timeout"}}],\
                "usage":{"prompt_tokens":3,"completion_tokens":3}}"""));
        assertThat(chunks.getFirst().usage()).isEqualTo(Usage.of(3, 3));
        assertThatThrownBy(reply::complete).hasMessage("p failed: Upstream idle timeout");
        assertThat(reply.done()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "insufficient_system_resource, UPSTREAM_OVERLOADED",
        "network_error, UPSTREAM_FAILED",
        "error, UPSTREAM_FAILED",
        "abort, UPSTREAM_FAILED",
        "function_call_filter: MALFORMED_FUNCTION_CALL, UPSTREAM_FAILED",
        "OTHER, UPSTREAM_FAILED",
        "timeout, UPSTREAM_TIMEOUT"
    })
    void aFailureAsFinishReasonIsNoCompletion(String reason, ErrorKind kind) {
        decoded.event("{\"index\":0,\"delta\":{\"content\":\"The first half\"},\"finish_reason\":\"" + reason + "\"}");
        assertThatThrownBy(reply::complete)
                .isInstanceOfSatisfying(GatewayException.class, failure -> assertThat(failure.kind())
                        .isEqualTo(kind))
                .hasMessage("p broke its answer off: " + reason + ".");
    }

    @ParameterizedTest
    @CsvSource({
        "end_turn, stop",
        "eos, stop",
        "eos_token, stop",
        "stop_sequence, stop",
        "STOP, stop",
        "MAX_TOKENS, length",
        "model_length, length",
        "SAFETY, content_filter",
        "sensitive, content_filter",
        "content_filter: PROHIBITED_CONTENT, content_filter",
        "content_filter: OF_TOMORROW, content_filter",
        "function_call, function_call",
        "brand_new, stop"
    })
    void aForeignFinishReasonBecomesOpenAis(String reason, String expected) {
        decoded.event("{\"index\":0,\"delta\":{\"content\":\"a\"},\"finish_reason\":\"" + reason + "\"}");
        assertThat(decoded.completed().finishReason()).isEqualTo(expected);
        assertThat(decoded.completed().extra().containsKey("native_finish_reason"))
                .isEqualTo(reason.equals("brand_new"));
    }

    /** langchain4j/langchain4j#2969 */
    @Test
    void argumentsMayBeAnObjectOrAbsent() {
        String calls = """
                {"index":0,"delta":{"tool_calls":[\
                {"index":0,"id":"a","function":{"name":"f","arguments":{"city":"Paris"}}},\
                {"index":1,"id":"b","function":{"name":"f","arguments":null}},\
                {"index":2,"id":"c","function":{"name":"f","arguments":{}}},\
                {"index":3,"id":"d","function":{"name":"f"}}]},"finish_reason":"tool_calls"}""";
        decoded.event(calls);
        assertThat(decoded.completed().message().toolCalls())
                .extracting(call -> call.function().arguments())
                .containsExactly("{\"city\":\"Paris\"}", "{}", "{}", "{}");
        assertThat(decoded.completed().message().content()).isNull();
    }

    @Test
    void keepsCallsApartThatShareAnIndex() {
        decoded.piece("{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"x\\\"\"}}");
        decoded.piece("{\"index\":0,\"id\":\"b\",\"function\":{\"name\":\"g\",\"arguments\":\"{\\\"y\\\"\"}}");
        decoded.piece("{\"index\":0,\"id\":\"a\",\"function\":{\"arguments\":\":1}\"}}");
        decoded.piece("{\"index\":0,\"id\":\"b\",\"function\":{\"arguments\":\":2}\"}}");
        assertThat(decoded.calls()).containsExactly("a f {\"x\":1}", "b g {\"y\":2}");
    }

    /** HKUDS/nanobot#3943 */
    @Test
    void keepsCallsApartThatShareAnId() {
        decoded.piece("{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}");
        decoded.piece("{\"index\":1,\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"x\\\"\"}}");
        decoded.piece("{\"index\":1,\"id\":\"a\",\"function\":{\"arguments\":\":1}\"}}");
        assertThat(decoded.calls()).containsExactly("a f {}", "call_r1_1 f {\"x\":1}");
    }

    @Test
    void joinsPiecesOfACallWhoseIdChangesOrWhoseNameIsRepeated() {
        decoded.piece("{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"\"}}");
        decoded.piece("{\"index\":0,\"id\":\"x1\",\"function\":{\"arguments\":\"{\\\"x\\\"\"}}");
        decoded.piece("{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\":1\"}}");
        decoded.piece("{\"index\":0,\"id\":\"\",\"function\":{\"name\":\"f\",\"arguments\":\"}\"}}");
        assertThat(decoded.calls()).containsExactly("a f {\"x\":1}");
    }

    @Test
    void numbersCallsWithoutIndexAndWithoutId() {
        decoded.piece("{\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"x\\\":1}\"}}");
        decoded.piece("{\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"x\\\"\"}}");
        decoded.piece("{\"function\":{\"arguments\":\":2}\"}}");
        assertThat(decoded.calls()).containsExactly("call_r1_0 f {\"x\":1}", "call_r1_1 f {\"x\":2}");
    }

    /** AstrBotDevs/AstrBot#6614, higress-group/higress#1568 */
    @Test
    void findsUsageInTheChoice() {
        decoded.event("{\"index\":0,\"delta\":{\"content\":\"ok\"}}");
        decoded.event("{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\",\"usage\":"
                + "{\"prompt_tokens\":1336,\"completion_tokens\":31,\"total_tokens\":1367,\"cached_tokens\":1280}}");
        assertThat(decoded.usage().promptTokens()).isEqualTo(1336);
        assertThat(decoded.usage().cachedTokens()).isEqualTo(1280);
        assertThat(decoded.completed().extra()).isEmpty();
    }

    @Test
    void theEndIsSaidBeforeTheCount() {
        decoded.event("{\"index\":0,\"delta\":{\"content\":\"ok\"},\"finish_reason\":\"stop\"}");
        assertThat(reply.ended()).isFalse();
        reply.event(new ReplyEvent("", "[DONE]"));
        assertThat(reply.ended()).isTrue();
        assertThat(reply.done()).isFalse();
        reply.event(new ReplyEvent("", "{\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":1}}"));
        assertThat(reply.done()).isTrue();
    }

    /** XiaomiMiMo/MiMo-Code#2244: some servers name no reason, ever. */
    @Test
    void aCountedStreamWithoutAReasonEndsWithDone() {
        decoded.event("{\"index\":0,\"delta\":{\"content\":\"ok\"}}");
        decoded.usage("{\"prompt_tokens\":3,\"completion_tokens\":1}");
        assertThat(reply.complete()).isFalse();
        decoded.end();
        assertThat(decoded.completed().finishReason()).isEqualTo("stop");
    }

    @Test
    void aStreamWithoutAReasonAndACountWasCut() {
        decoded.event("{\"index\":0,\"delta\":{\"content\":\"ok\"}}");
        decoded.end();
        assertThat(reply.complete()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"content\":\"ok\" | stop",
                "\"tool_calls\":[{\"id\":\"c\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}] | tool_calls"
            })
    void aWholeAnswerWithoutAReasonIsComplete(String said, String expected) {
        List<ChatChunk> chunks =
                reply.whole(("{\"choices\":[{\"index\":0,\"finish_reason\":null,\"message\":{" + said + "}}]}")
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(reply.complete()).isTrue();
        assertThat(chunks.getLast().choices().getFirst().finishReason()).isEqualTo(expected);
    }

    @Test
    void reasoningComesFromWhicheverFieldHasIt() {
        decoded.event("{\"index\":0,\"delta\":{\"reasoning_content\":\"\",\"reasoning\":\"Hm\"}}");
        decoded.event("{\"index\":0,\"delta\":{\"reasoning_content\":\", \",\"reasoning\":\", \"}}");
        decoded.event(
                "{\"index\":0,\"delta\":{\"content\":\"<think>so</think>ok\",\"tool_calls\":[]},\"finish_reason\":\"stop\"}");
        assertThat(decoded.completed().message().reasoningContent()).isEqualTo("Hm, ");
        assertThat(decoded.completed().message().content()).isEqualTo("<think>so</think>ok");
    }
}
