package dev.tollgate.provider.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.ReplyEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests what the golden cases do not show: invalid replies, and content that the decoder drops. */
class GeminiReplyTest {
    private static final String COUNT = ",\"usageMetadata\":{\"promptTokenCount\":3,\"totalTokenCount\":3}";

    private final GeminiReply reply = new GeminiReply("gemini");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | gemini sent a reply without candidates.",
                "{\"candidates\":[]} | gemini sent a reply without candidates.",
                "{\"candidates\":[null],\"promptFeedback\":{}} | gemini sent a reply without candidates.",
                "null | gemini sent an empty reply.",
                "<html> | gemini sent a reply that is not Gemini's.",
                "[{\"candidates\":[]}] | gemini sent a reply that is not Gemini's.",
                "[{\"error\":{\"code\":500,\"message\":\"Oh.\"}}] | gemini failed: Oh."
            })
    void failsOnABodyThatIsNotAReply(String body, String message) {
        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(() -> reply.whole(body.getBytes(StandardCharsets.UTF_8)))
                .withMessage(message)
                .matches(failure -> failure.kind() == ErrorKind.UPSTREAM_FAILED);
    }

    /** BerriAI/litellm#20105, epam/ai-dial-adapter-vertexai#126 */
    @Test
    void aBlockAfterTheFirstWordsEndsTheAnswer() {
        event("{\"candidates\":[{\"index\":0,\"content\":{\"parts\":[{\"text\":\"Once\"}]}}]}");
        List<ChatChunk> chunks = event("{\"promptFeedback\":{\"blockReason\":\"PROHIBITED_CONTENT\"},"
                + "\"usageMetadata\":{\"promptTokenCount\":3,\"totalTokenCount\":3}}");
        assertThat(chunks.getFirst().choices()).singleElement().satisfies(choice -> {
            assertThat(choice.finishReason()).isEqualTo("content_filter");
            assertThat(choice.extra()
                            .get("extra_content")
                            .at("/google/finish_reason")
                            .asText())
                    .isEqualTo("PROHIBITED_CONTENT");
        });
        assertThat(reply.complete()).isTrue();
        assertThat(reply.mayGoOn()).isFalse();
        assertThat(reply.end()).isEmpty();
    }

    @Test
    void isCompleteOnceEveryCandidateHasFinished() {
        assertThat(reply.complete()).isFalse();
        event("{\"candidates\":[{\"index\":0,\"finishReason\":\"STOP\"},{\"index\":1}]}");
        assertThat(reply.complete()).isFalse();
        event("{\"candidates\":[{\"index\":1,\"finishReason\":\"MAX_TOKENS\"}]}");
        assertThat(reply.complete()).isTrue();
        assertThat(event("")).isEmpty();
        assertThat(reply.ended()).isFalse();
        assertThat(event("[DONE]")).isEmpty();
        assertThat(reply.complete()).isTrue();
        assertThat(reply.ended()).isTrue();
    }

    /** 0xPlaygrounds/rig#2328, songquanpeng/one-api#1477: the finish follows what was said after it. */
    @Test
    void goesOnAfterAFinishAndSendsItAtTheEnd() {
        List<ChatChunk> said =
                new ArrayList<>(event("{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"I look. \"},"
                        + "{\"executableCode\":{\"code\":\"6*7\"}}]},\"finishReason\":\"STOP\"}]" + COUNT + "}"));
        assertThat(reply.complete()).isTrue();
        assertThat(reply.ended()).isFalse();
        assertThat(reply.mayGoOn()).isTrue();
        said.addAll(event("{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"42\"}]}}]}"));
        assertThat(reply.mayGoOn()).isFalse();
        said.addAll(event(
                "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\".\"}]},\"finishReason\":\"MAX_TOKENS\"}]}"));

        assertThat(said).flatExtracting(ChatChunk::choices).allSatisfy(choice -> assertThat(choice.finishReason())
                .isNull());
        assertThat(reply.end())
                .flatExtracting(ChatChunk::choices)
                .singleElement()
                .extracting(ChatChunk.Choice::finishReason)
                .isEqualTo("length");
        assertThat(reply.end()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true | STOP | ",
                "true | STOP | {\"text\":\"Hm.\",\"thought\":true}",
                "true | STOP | {\"codeExecutionResult\":{\"output\":\"42\"}}",
                "false | STOP | {\"text\":\"42\"}",
                "false | STOP | {\"functionCall\":{\"name\":\"a\"}}",
                "false | STOP | {\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"AA==\"}}",
                "false | MAX_TOKENS | {\"text\":\"Hm.\",\"thought\":true}"
            })
    void mayGoOnWhereTheModelHasNotAnswered(boolean goesOn, String reason, @Nullable String part) {
        event("{\"candidates\":[{\"content\":{\"parts\":[" + (part == null ? "" : part) + "]},\"finishReason\":\""
                + reason + "\"}]}");
        assertThat(reply.mayGoOn()).isEqualTo(goesOn);
    }

    @Test
    void failsWhereAFailureFollowsAFinish() {
        event("{\"candidates\":[{\"finishReason\":\"STOP\"}]}");
        event("{\"candidates\":[{\"finishReason\":\"MALFORMED_FUNCTION_CALL\"}]}");
        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(reply::complete)
                .withMessage("gemini ended its answer with MALFORMED_FUNCTION_CALL.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OTHER",
                "LANGUAGE",
                "UNEXPECTED_TOOL_CALL",
                "TOO_MANY_TOOL_CALLS",
                "MISSING_THOUGHT_SIGNATURE",
                "NO_IMAGE",
                "FINISH_REASON_UNSPECIFIED"
            })
    void aFailedCandidateHasNoFinishReason(String reason) {
        List<ChatChunk> chunks =
                event("{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"So\"}]},\"finishReason\":\"" + reason
                        + "\"}],\"usageMetadata\":{\"promptTokenCount\":3}}");

        assertThat(chunks.getFirst().usage().promptTokens()).isEqualTo(3);
        assertThat(chunks.getFirst().choices()).hasSize(1);
        assertThat(chunks.getFirst().choices().getFirst().finishReason()).isNull();
        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(reply::complete)
                .withMessage("gemini ended its answer with " + reason + ".");
    }

    @Test
    void anUnknownFinishReasonIsAStop() {
        event("{\"candidates\":[{\"finishReason\":\"A_NEW_ONE\"}]}");
        assertThat(reply.complete()).isTrue();
        assertThat(reply.end().getFirst().choices().getFirst().finishReason()).isEqualTo("stop");
    }

    @Test
    void dropsCallsWithoutANameAndEmptyParts() {
        assertThat(event("{\"candidates\":[{\"content\":{\"parts\":[{\"functionCall\":{\"name\":\"\"}},{},null,"
                                + "{\"thought\":true},{\"text\":\"\"}]}}]}")
                        .getFirst()
                        .choices())
                .isEmpty();
    }

    private List<ChatChunk> event(String data) {
        return reply.event(new ReplyEvent("", data));
    }
}
