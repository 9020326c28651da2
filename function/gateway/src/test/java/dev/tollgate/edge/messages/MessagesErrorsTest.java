package dev.tollgate.edge.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Claude Code compacts its conversation by words of Claude's: Menci/Floway#166, StringKe/claudex#10. */
final class MessagesErrorsTest {
    private final MessagesErrors errors = new MessagesErrors(Clock.systemUTC());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "This model's maximum context length is 8192 tokens. | prompt is too long: This model's maximum context length is 8192 tokens.",
                "prompt is too long: 9000 tokens > 8192 maximum | prompt is too long: 9000 tokens > 8192 maximum",
                "input length and `max_tokens` exceed context limit: 8000 + 500 > 8192 | input length and `max_tokens` exceed context limit: 8000 + 500 > 8192"
            })
    void aPromptThatIsTooLongIsSaidInClaudesWords(String words, String message) throws IOException {
        GatewayException failure = new GatewayException(ErrorKind.CONTEXT_LENGTH_EXCEEDED, words);

        assertThat(error(errors.document(failure, "r")).path("message").asText())
                .isEqualTo(message);
        String event = new String(errors.event(failure, "r"), StandardCharsets.UTF_8);
        assertThat(event).contains(message);
    }

    @Test
    void otherFailuresKeepTheirWords() throws IOException {
        GatewayException failure = new GatewayException(ErrorKind.INVALID_VALUE, "No.");

        assertThat(error(errors.document(failure, "r")).path("message").asText())
                .isEqualTo("No.");
    }

    private static JsonNode error(byte[] document) throws IOException {
        return JsonCodec.mapper().readTree(document).path("error");
    }
}
