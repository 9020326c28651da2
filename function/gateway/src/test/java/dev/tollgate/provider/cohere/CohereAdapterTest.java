package dev.tollgate.provider.cohere;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.ChatAdapter;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.SseParser;
import dev.tollgate.provider.UpstreamRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CohereAdapterTest {
    private static final ChatAdapter ADAPTER =
            new CohereKind().adapter(new Provider("cohere", "cohere", null, "env:CO_API_KEY", null));

    @Test
    void requestsABufferedReplyFromCoheresUrl() {
        UpstreamRequest request = EncodedRequest.encode(ADAPTER, "{}");

        assertThat(request.uri()).isEqualTo(URI.create("https://api.cohere.com/v2/chat"));
        assertThat(request.headers())
                .isEqualTo(Map.of("content-type", "application/json", "accept", "application/json"));
        assertThat(request.streamed()).isFalse();
        assertThat(new String(request.body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"model\":\"command-a-03-2025\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
    }

    @Test
    void requestsAStreamFromAConfiguredUrl() {
        Provider mine = new Provider("mine", "cohere", URI.create("http://localhost:9/v2"), null, null);
        UpstreamRequest request = EncodedRequest.encode(new CohereKind().adapter(mine), "{\"stream\":true}");

        assertThat(request.uri()).isEqualTo(URI.create("http://localhost:9/v2/chat"));
        assertThat(request.headers())
                .isEqualTo(Map.of("content-type", "application/json", "accept", "text/event-stream"));
        assertThat(request.streamed()).isTrue();
        assertThat(new String(request.body(), StandardCharsets.UTF_8)).contains("\"stream\":true");
        assertThat(ADAPTER.events()).isInstanceOf(SseParser.class);
    }

    @Test
    void sendsTheKeyAsBearerAndNothingWithoutAKey() {
        UpstreamRequest request = EncodedRequest.encode(ADAPTER, "{}");

        assertThat(ADAPTER.authorize(request, "co-secret", Instant.EPOCH).headers())
                .containsEntry("authorization", "Bearer co-secret");
        assertThat(ADAPTER.authorize(request, null, Instant.EPOCH)).isSameAs(request);
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid request: no, REJECTED_BY_PROVIDER",
        "401, invalid api token, UPSTREAM_ACCOUNT",
        "402, please add a payment method, UPSTREAM_ACCOUNT",
        "403, forbidden, UPSTREAM_ACCOUNT",
        "404, model not found, UPSTREAM_FAILED",
        "413, request entity too large, REJECTED_BY_PROVIDER",
        "422, missing field, REJECTED_BY_PROVIDER",
        "429, too many requests, UPSTREAM_OVERLOADED",
        "498, deny-listed token, CONTENT_POLICY_VIOLATION",
        "499, request cancelled, UPSTREAM_FAILED",
        "500, internal server error, UPSTREAM_FAILED",
        "501, not implemented, UPSTREAM_FAILED",
        "503, unavailable, UPSTREAM_OVERLOADED",
        "504, timed out, UPSTREAM_TIMEOUT",
        "400, too many tokens: size limit exceeded by 9 tokens, CONTEXT_LENGTH_EXCEEDED",
        "422, Too many tokens: total number of tokens in the prompt cannot exceed 9, CONTEXT_LENGTH_EXCEEDED",
        "400, too many tokens: max tokens must be less than or equal to 4096, REJECTED_BY_PROVIDER",
        "429, too many tokens per minute, UPSTREAM_OVERLOADED"
    })
    void mapsAStatusWithItsMessageToAKind(int status, String message, ErrorKind kind) {
        GatewayException failure = failure(status, "{\"id\":\"1\",\"message\":\"" + message + "\"}");

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.param()).isEqualTo(message.contains("max tokens") ? "max_tokens" : null);
    }

    @Test
    void findsMessagesInEveryFormAndHidesThoseAboutCredentials() {
        assertThat(failure(500, "{\"error\":\"out\"}")).hasMessage("cohere failed: out");
        assertThat(failure(500, "{\"error\":{\"message\":\"off\"}}")).hasMessage("cohere failed: off");
        assertThat(failure(500, "<html>")).hasMessage("cohere failed: status 500");
        assertThat(failure(401, "{\"message\":\"invalid api token: co-abc\"}"))
                .hasMessage("cohere refused the gateway's credentials (status 401).");
    }

    private static GatewayException failure(int status, String body) {
        return ADAPTER.failure(status, body.getBytes(StandardCharsets.UTF_8));
    }
}
