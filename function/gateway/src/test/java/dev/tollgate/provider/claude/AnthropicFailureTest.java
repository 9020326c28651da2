package dev.tollgate.provider.claude;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnthropicFailureTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | invalid_request_error | max_tokens: Field required                         | REJECTED_BY_PROVIDER
            400 | invalid_request_error | prompt is too long: 212345 tokens > 200000 maximum | CONTEXT_LENGTH_EXCEEDED
            400 | invalid_request_error | input length and `max_tokens` exceed context limit | CONTEXT_LENGTH_EXCEEDED
            400 | invalid_request_error | Output blocked by content filtering policy         | CONTENT_POLICY_VIOLATION
            404 | not_found_error       | model: claude-x                                    | UPSTREAM_FAILED
            413 | request_too_large     | Request exceeds the maximum size                   | REQUEST_TOO_LARGE
            429 | rate_limit_error      | This request would exceed your rate limit          | UPSTREAM_OVERLOADED
            500 | api_error             | Internal server error                              | UPSTREAM_FAILED
            504 | timeout_error         | The request took too long                          | UPSTREAM_TIMEOUT
            529 | overloaded_error      | Overloaded                                         | UPSTREAM_OVERLOADED
            503 | new_error             | Later                                              | UPSTREAM_OVERLOADED""")
    void mapsEachTypeToItsKindAndKeepsTheMessage(int status, String type, String message, ErrorKind kind) {
        GatewayException failure = failure(status, type, message);

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.getMessage()).endsWith(message);
    }

    /** anthropics/claude-code#27944: the caller may ask for the long context, but this account has none. */
    @Test
    void takesAFeatureThatTheAccountLacksForTheAccountsFault() {
        assertThat(failure(
                                400,
                                "invalid_request_error",
                                "The long context beta is not yet available for this subscription.")
                        .kind())
                .isEqualTo(ErrorKind.UPSTREAM_ACCOUNT);
    }

    @ParameterizedTest
    @CsvSource({
        "401, authentication_error, credentials",
        "403, permission_error, credentials",
        "200, authentication_error, credentials",
        "402, billing_error, account",
        "400, invalid_request_error, account"
    })
    void hidesMessagesAboutTheGatewaysAccount(int status, String type, String refused) {
        GatewayException failure =
                failure(status, type, "Your credit balance is too low: invalid x-api-key sk-ant-api03-secret");

        assertThat(failure.kind()).isEqualTo(ErrorKind.UPSTREAM_ACCOUNT);
        assertThat(failure.getMessage())
                .contains("refused the gateway's " + refused)
                .doesNotContain("sk-ant");
    }

    @ParameterizedTest
    @CsvSource({
        "overloaded_error, UPSTREAM_OVERLOADED",
        "invalid_request_error, REJECTED_BY_PROVIDER",
        "x, UPSTREAM_FAILED"
    })
    void derivesTheStatusFromTheTypeAfterASuccess(String type, ErrorKind kind) {
        assertThat(failure(200, type, "message").kind()).isEqualTo(kind);
    }

    @Test
    void removesKeysFromTheMessage() {
        assertThat(failure(400, "invalid_request_error", "bad header sk-ant-api03-abcdefgh")
                        .getMessage())
                .isEqualTo("bad header [removed]");
    }

    @Test
    void reportsTheStatusOfAnErrorThatIsNotJson() {
        GatewayException failure = AnthropicFailure.of("anthropic", 502, "<html>".getBytes(StandardCharsets.UTF_8));

        assertThat(failure.kind()).isEqualTo(ErrorKind.UPSTREAM_FAILED);
        assertThat(failure.getMessage()).isEqualTo("anthropic failed: status 502");
    }

    private static GatewayException failure(int status, String type, String message) {
        String body =
                "{\"type\": \"error\", \"error\": {\"type\": \"%s\", \"message\": \"%s\"}}".formatted(type, message);
        return AnthropicFailure.of("anthropic", status, body.getBytes(StandardCharsets.UTF_8));
    }
}
