package dev.tollgate.guardrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tollgate.openai.AnswerEditor;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Names of tools that come in pieces. */
class ToolNamePiecesTest {
    @Test
    void aValueInTwoPiecesDoesNotLeaveWhole() {
        assertThat(names(PolicyAction.REDACT, "canary.zed@", "example.org")).isEqualTo("canary.zed@EMAIL");
    }

    @Test
    void whatTheClientHasOfANameDoesNotComeAgain() {
        assertThat(names(PolicyAction.REDACT, "send/", "canary.zed@", "example.org"))
                .isEqualTo("send/canary.zed@EMAIL");
    }

    @Test
    void aDeniedValueInTwoPiecesEndsTheAnswer() {
        assertThatThrownBy(() -> names(PolicyAction.DENY, "canary.zed@", "example.org"))
                .isInstanceOfSatisfying(GatewayException.class, denial -> assertThat(denial.kind())
                        .isEqualTo(ErrorKind.CONTENT_POLICY_VIOLATION));
    }

    @Test
    void anyOtherNameComesAsItIs() {
        assertThat(names(PolicyAction.REDACT, "get_", "weather")).isEqualTo("get_weather");
    }

    private static String names(PolicyAction action, String... pieces) {
        ContentPolicy policy = new ContentPolicy("p", Map.of(), Map.of("email", action), Set.of(), Map.of());
        DetectorRule rule = new DetectorRule(PolicyDetectors.of(List.of(policy)).answers(), _ -> {});
        AnswerEditor editor = new AnswerEditor(RuleEditors.checking(rule));
        return Stream.of(pieces)
                .flatMap(piece -> editor.edit(chunk(piece)).stream())
                .flatMap(chunk -> chunk.choices().stream())
                .flatMap(choice -> choice.delta().toolCalls().stream())
                .map(call -> call.function().name())
                .collect(Collectors.joining());
    }

    private static ChatChunk chunk(String name) {
        String json = "{\"id\":\"c\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":"
                + "[{\"index\":0,\"function\":{\"name\":\"" + name + "\"}}]}}]}";
        try {
            return JsonCodec.mapper().readValue(json, ChatChunk.class);
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }
}
