package dev.tollgate.provider.compatible;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.ChunkFold;
import dev.tollgate.openai.ChunkShaper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One message that comes as several choices (ericc-ch/copilot-api#81, karthink/gptel#1336). */
class SplitMessageTest {
    private static final String TEXT =
            "{%s\"message\":{\"role\":\"assistant\",\"content\":\"I look.\"}," + "\"finish_reason\":\"stop\"}";
    private static final String CALL =
            "{%s\"message\":{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"%s\","
                    + "\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]},\"finish_reason\":\"tool_calls\"}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                | ``                | false",
                "`\"index\":0,`     | `\"index\":0,`     | false",
                "`\"index\":0,`     | `\"index\":1,`     | true"
            })
    void textAndCallsAreOneMessage(String first, String other, boolean oneRequested) {
        List<ChatCompletion.Choice> choices =
                decoded(oneRequested, TEXT.formatted(first), CALL.formatted(other, "a"), CALL.formatted(other, "b"));

        assertThat(choices).singleElement().satisfies(choice -> {
            assertThat(choice.message().content()).isEqualTo("I look.");
            assertThat(DecodedReply.callsOf(choice)).containsExactly("a f {}", "b f {}");
            assertThat(choice.finishReason()).isEqualTo("tool_calls");
        });
    }

    @Test
    void answersThatWereRequestedStayApart() {
        assertThat(decoded(false, TEXT.formatted("\"index\":0,"), CALL.formatted("\"index\":1,", "a")))
                .hasSize(2);
    }

    @Test
    void twoTextsAreTwoAnswers() {
        assertThat(decoded(true, TEXT.formatted("\"index\":0,"), TEXT.formatted("\"index\":1,")))
                .hasSize(2);
    }

    private static List<ChatCompletion.Choice> decoded(boolean oneRequested, String... choices) {
        ChunkShaper shaper = new ChunkShaper("r1", 0, "m", false);
        ChunkFold fold = new ChunkFold();
        String body = "{\"id\":\"c\",\"choices\":[" + String.join(",", choices) + "]}";
        for (ChatChunk chunk : new CompatibleReply("p", oneRequested).whole(body.getBytes(StandardCharsets.UTF_8))) {
            shaper.shape(chunk).forEach(fold::add);
        }
        return fold.completion(null).choices();
    }
}
