package dev.tollgate.metering;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.fake.SampleRequests;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.NativeRequest;
import dev.tollgate.openai.ServerToolUse;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Another API's clients name tools that no chat request has; a provider with this API runs them, and bills them. */
final class ServerToolBoundTest {
    private static final long MOST = ServerToolBound.WITHOUT_LIMIT;

    @Test
    void toolsOfResponsesCountThatNoChatHas() {
        assertThat(bound(
                        NativeRequest.RESPONSES,
                        "[{\"type\":\"code_interpreter\"},{\"type\":\"web_search\",\"external_web_access\":false}]"))
                .isEqualTo(new ServerToolUse(MOST, MOST));
        assertThat(bound(NativeRequest.RESPONSES, "[{\"type\":\"file_search\"},{\"type\":\"image_generation\"}]"))
                .isEqualTo(new ServerToolUse(0, 0, MOST, 0, MOST));
    }

    @Test
    void toolsOfGeminiCountByTheirNames() {
        assertThat(bound(NativeRequest.GEMINI, "[{\"googleSearch\":{},\"codeExecution\":{}}]"))
                .isEqualTo(new ServerToolUse(MOST, MOST));
        assertThat(bound(NativeRequest.GEMINI, "{\"google_maps\":{}}")).isEqualTo(new ServerToolUse(0, 0, 0, MOST, 0));
        assertThat(bound(NativeRequest.GEMINI, "[{\"googleSearch\":null}]")).isEqualTo(ServerToolUse.NONE);
    }

    @Test
    void functionsOfTheClientDoNotCount() {
        assertThat(bound(NativeRequest.MESSAGES, "[{\"name\":\"web_search\",\"input_schema\":{}}]"))
                .isEqualTo(ServerToolUse.NONE);
        assertThat(bound(NativeRequest.RESPONSES, "[{\"type\":\"function\",\"name\":\"web_search\"}]"))
                .isEqualTo(ServerToolUse.NONE);
    }

    private static ServerToolUse bound(String format, String tools) {
        try {
            ObjectNode body = (ObjectNode) JsonCodec.mapper().readTree("{\"tools\":" + tools + "}");
            return ServerToolBound.of(SampleRequests.of("Hi."), Optional.of(new NativeRequest(format, body)));
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(tools, broken);
        }
    }
}
