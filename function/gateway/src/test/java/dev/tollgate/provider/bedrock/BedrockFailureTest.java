package dev.tollgate.provider.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BedrockFailureTest {

    /** Bedrock itself sends the type in a header only. aaif-goose/goose#9735: a model that the account cannot use. */
    @ParameterizedTest
    @CsvSource({
        "400, ValidationException, Expected toolResult blocks, REJECTED_BY_PROVIDER",
        "400, ValidationException, Input is too long for requested model., CONTEXT_LENGTH_EXCEEDED",
        "400, ValidationException, The model returned the following errors: prompt is too long: 3 > 2, CONTEXT_LENGTH_EXCEEDED",
        "400, ValidationException, Too many input tokens. Max input tokens: 8192, CONTEXT_LENGTH_EXCEEDED",
        "400, ValidationException, The provided model identifier is invalid., UPSTREAM_FAILED",
        "400, ValidationException, Invocation of model ID x with on-demand throughput isn’t supported., UPSTREAM_FAILED",
        "400, ValidationException, Operation not allowed, UPSTREAM_ACCOUNT",
        "400, ValidationException, Access denied. This Model is marked by provider as Legacy., UPSTREAM_FAILED",
        "400, ValidationException, data retention mode 'default' is not available for this model, UPSTREAM_FAILED",
        "400, ServiceQuotaExceededException, Quota., UPSTREAM_OVERLOADED",
        "403, AccessDeniedException, User is not authorized., UPSTREAM_ACCOUNT",
        "404, ResourceNotFoundException, Could not find the model., UPSTREAM_FAILED",
        "408, ModelTimeoutException, The model did not answer., UPSTREAM_TIMEOUT",
        "424, ModelErrorException, The model failed., UPSTREAM_FAILED",
        "429, ThrottlingException, Too many requests., UPSTREAM_OVERLOADED",
        "429, ModelNotReadyException, Not ready., UPSTREAM_OVERLOADED",
        "500, InternalServerException, Internal., UPSTREAM_FAILED",
        "503, ServiceUnavailableException, Unavailable., UPSTREAM_OVERLOADED"
    })
    void mapsAnErrorToTheSameKindByStatusByTypeAndInAStream(int status, String type, String message, ErrorKind kind) {
        String field = "\"message\":\"" + message + "\"}";
        byte[] typed = bytes("{\"__type\":\"" + type + "\"," + field);
        String exception = Character.toLowerCase(type.charAt(0)) + type.substring(1);

        assertThat(BedrockFailure.of("b", status, "", typed).kind()).isEqualTo(kind);
        assertThat(BedrockFailure.of("b", 200, "", typed).kind()).isEqualTo(kind);
        assertThat(BedrockFailure.inStream("b", exception, "{" + field).kind()).isEqualTo(kind);
        if (!type.equals("ServiceQuotaExceededException")) {
            assertThat(BedrockFailure.of("b", status, "", bytes("{" + field)).kind())
                    .isEqualTo(kind);
        }
        assertThat(BedrockFailure.of("b", 400, type + ":http://internal.amazon.com/coral/", bytes("{" + field))
                        .kind())
                .isEqualTo(kind);
    }

    @Test
    void keepsMessagesExceptThoseAboutTheGatewaysCredentials() {
        assertThat(BedrockFailure.of("b", 429, "", bytes("{\"message\":\"Too many.\"}")))
                .hasMessage("b failed: Too many.");
        assertThat(BedrockFailure.inStream("b", "validationException", "{\"message\":\"No.\"}"))
                .hasMessage("No.");
        GatewayException refused = BedrockFailure.of(
                "b", 400, "", bytes("{\"__type\":\"ExpiredTokenException\",\"Message\":\"arn:aws:sts::1:role/x\"}"));
        assertThat(refused).hasMessage("b refused the gateway's credentials (status 403).");
    }

    @Test
    void unknownErrorsAreFailuresOfTheProvider() {
        assertThat(BedrockFailure.of("b", 502, "", bytes("<html>"))).hasMessage("b failed: status 502");
        assertThat(BedrockFailure.inStream("b", "newException", "{}").kind()).isEqualTo(ErrorKind.UPSTREAM_FAILED);
        assertThat(BedrockFailure.of("b", 200, "", bytes("{}")).kind()).isEqualTo(ErrorKind.UPSTREAM_FAILED);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
