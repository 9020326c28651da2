package dev.tollgate.provider.cohere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.ToolCall;
import dev.tollgate.provider.ReplyEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests what golden cases cannot show: replies that break Cohere's own rules. */
class CohereReplyTest {
    private final CohereReply reply = new CohereReply("cohere");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "<html>",
                "{\"message\":\"down\"}",
                "{\"message\":{\"content\":\"text\"},\"finish_reason\":\"COMPLETE\"}",
                "{\"message\":{\"tool_calls\":[null]},\"finish_reason\":\"TOOL_CALL\"}"
            })
    void failsOnABodyThatIsNotACompletion(String body) {
        assertThatThrownBy(() -> reply.whole(body.getBytes(StandardCharsets.UTF_8)))
                .hasFieldOrPropertyWithValue("kind", ErrorKind.UPSTREAM_FAILED);
        assertThat(reply.complete()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text",
                "3",
                "{\"error\":\"down\"}",
                "{\"type\":\"tool-call-start\",\"index\":0}",
                "{\"type\":\"tool-call-delta\",\"index\":0,\"delta\":{\"message\":{\"tool_calls\":{}}}}"
            })
    void failsOnDataThatIsNotAnEvent(String data) {
        assertThatThrownBy(() -> reply.event(new ReplyEvent("", data)))
                .hasFieldOrPropertyWithValue("kind", ErrorKind.UPSTREAM_FAILED);
    }

    @Test
    void ignoresEventsWithoutTheirContent() {
        Stream.of("content-start", "content-delta", "content-end", "tool-plan-delta", "citation-start", "pause")
                .forEach(type -> assertThat(reply.event(new ReplyEvent(type, "{\"type\":\"" + type + "\"}")))
                        .isEmpty());
    }

    @Test
    void anEndWithoutAFinishReasonIsNotComplete() {
        reply.event(new ReplyEvent("", "{\"type\":\"message-end\"}"));

        assertThat(reply.complete()).isFalse();
    }

    @Test
    void numbersToolCallsFromZero() {
        reply.event(new ReplyEvent("", "{\"type\":\"message-start\",\"id\":\"m\"}"));
        String call = "{\"type\":\"tool-call-start\",\"index\":7,\"delta\":{\"message\":{\"tool_calls\":"
                + "{\"function\":{\"name\":\"f\"}}}}}";
        String more = "{\"type\":\"tool-call-delta\",\"index\":7,\"delta\":{\"message\":{\"tool_calls\":"
                + "{\"function\":{\"arguments\":\"{}\"}}}}}";

        assertThat(List.of(toolCall(call), toolCall(call), toolCall(more)))
                .containsExactly(
                        new ToolCall(0, null, "function", new ToolCall.Function("f", "", null), null),
                        new ToolCall(1, null, "function", new ToolCall.Function("f", "", null), null),
                        new ToolCall(1, null, null, new ToolCall.Function(null, "{}", null), null));
    }

    private ToolCall toolCall(String event) {
        return reply.event(new ReplyEvent("", event))
                .getFirst()
                .choices()
                .getFirst()
                .delta()
                .toolCalls()
                .getFirst();
    }
}
