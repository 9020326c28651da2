package dev.tollgate.provider.gemini;

import static dev.tollgate.provider.gemini.EncodedRequest.ADAPTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.ChatAdapter;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.SseParser;
import dev.tollgate.provider.UpstreamRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeminiAdapterTest {
    private static final String VERTEX =
            "https://europe-west4-aiplatform.googleapis.com/v1/projects/p/locations/europe-west4/publishers/google";

    @Test
    void requestsABufferedReplyFromGooglesUrl() {
        UpstreamRequest request = EncodedRequest.encode(ADAPTER, "gemini-2.5-pro", "{}");

        assertThat(request.uri())
                .isEqualTo(URI.create(
                        "https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-pro:generateContent"));
        assertThat(request.headers())
                .isEqualTo(Map.of("content-type", "application/json", "accept", "application/json"));
        assertThat(request.streamed()).isFalse();
        assertThat(new String(request.body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hi\"}]}]}");
    }

    @Test
    void requestsAStreamFromVertexAi() {
        ChatAdapter vertex = new GeminiKind().adapter(new Provider("vertex", "gemini", URI.create(VERTEX), null, null));
        UpstreamRequest request = EncodedRequest.encode(vertex, "gemini-2.5-flash", "{\"stream\":true}");

        assertThat(request.uri())
                .isEqualTo(URI.create(VERTEX + "/models/gemini-2.5-flash:streamGenerateContent?alt=sse"));
        assertThat(request.headers()).containsEntry("accept", "text/event-stream");
        assertThat(request.streamed()).isTrue();
        assertThat(vertex.events()).isInstanceOf(SseParser.class);
    }

    @Test
    void encodesAModelsNameAsOneSegmentOfThePath() {
        assertThat(EncodedRequest.encode(ADAPTER, "..x/y?y=#z é", "{}").uri().toString())
                .endsWith("/v1beta/models/..x%2Fy%3Fy%3D%23z%20%C3%A9:generateContent");
    }

    @Test
    void refusesAModelsNameThatLeadsToAnotherPath() {
        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(() -> EncodedRequest.encode(ADAPTER, "../x", "{}"))
                .extracting(GatewayException::kind)
                .isEqualTo(ErrorKind.INVALID_VALUE);
    }

    @ParameterizedTest
    @CsvSource({
        "AIzaSy-key, x-goog-api-key, AIzaSy-key",
        "ya29.token, authorization, Bearer ya29.token",
        "Bearer exchanged, authorization, Bearer exchanged"
    })
    void sendsAnApiKeyAndAnAccessTokenInDifferentHeaders(String secret, String header, String value) {
        UpstreamRequest request = EncodedRequest.encode(ADAPTER, "gemini-2.5-pro", "{}");
        UpstreamRequest authorized = ADAPTER.authorize(request, secret, Instant.EPOCH);

        assertThat(authorized.headers()).hasSize(3).containsEntry(header, value);
        assertThat(ADAPTER.exchange(secret)).isEmpty();
        assertThat(ADAPTER.authorize(request, null, Instant.EPOCH)).isSameAs(request);
    }

    @Test
    void readsItsOwnFilesAndNoOthers() {
        assertThat(ADAPTER.fetchesFiles()).isFalse();
        assertThat(ADAPTER.readsUrl("https://generativelanguage.googleapis.com/v1beta/files/abc"))
                .isTrue();
        assertThat(ADAPTER.readsUrl("https://www.youtube.com/watch?v=1")).isTrue();
        assertThat(ADAPTER.readsUrl("https://cats.example/cat.png")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "400, INVALID_ARGUMENT, Bad., REJECTED_BY_PROVIDER, Bad.",
        "400, INVALID_ARGUMENT, API key expired. Renew it., UPSTREAM_ACCOUNT,"
                + " 'gemini refused the gateway''s account (status 400): its key, its quota or its billing.'",
        "400, FAILED_PRECONDITION, No., UPSTREAM_ACCOUNT,"
                + " 'gemini refused the gateway''s account (status 400): its key, its quota or its billing.'",
        "400, INVALID_ARGUMENT, The input token count is 9 but model only supports up to 8, CONTEXT_LENGTH_EXCEEDED,"
                + " The input token count is 9 but model only supports up to 8",
        "401, UNAUTHENTICATED, no, UPSTREAM_ACCOUNT, gemini refused the gateway's credentials (status 401).",
        "403, PERMISSION_DENIED, no, UPSTREAM_ACCOUNT, gemini refused the gateway's credentials (status 403).",
        "404, NOT_FOUND, models/x is not found., UPSTREAM_FAILED, gemini failed: models/x is not found.",
        "429, RESOURCE_EXHAUSTED, Slow down., UPSTREAM_OVERLOADED, gemini failed: Slow down.",
        "500, INTERNAL, Oh., UPSTREAM_FAILED, gemini failed: Oh.",
        "503, UNAVAILABLE, Later., UPSTREAM_OVERLOADED, gemini failed: Later.",
        "504, DEADLINE_EXCEEDED, Late., UPSTREAM_TIMEOUT, gemini failed: Late.",
        "200, UNAVAILABLE, Later., UPSTREAM_OVERLOADED, gemini failed: Later.",
        "500, INTERNAL, Key AIzaSyD-0123456789 is odd, UPSTREAM_FAILED, gemini failed: Key [removed] is odd"
    })
    void mapsAnErrorToItsKindAndMessage(int status, String code, String message, ErrorKind kind, String expected) {
        String error =
                "{\"error\":{\"code\":%d,\"message\":\"%s\",\"status\":\"%s\"}}".formatted(status, message, code);

        assertFailure(status, error, kind, expected);
        assertFailure(status, "[" + error + "]", kind, expected);
    }

    @ParameterizedTest
    @CsvSource({
        "502, <html>, UPSTREAM_FAILED, gemini failed: status 502",
        "429, '', UPSTREAM_OVERLOADED, gemini failed: status 429",
        "400, '{\"error\":\"oh\"}', REJECTED_BY_PROVIDER, oh",
        "413, '[]', REJECTED_BY_PROVIDER, status 413"
    })
    void reportsTheStatusOfAnErrorWithoutGooglesBody(int status, String body, ErrorKind kind, String expected) {
        assertFailure(status, body, kind, expected);
    }

    @Test
    void readsTheRetryDelayFromTheBody() {
        String body = "{\"error\":{\"code\":429,\"details\":[{\"retryDelay\":\"0.5s\"}]}}";

        assertThat(failure(429, body).retryAfter()).isEqualTo(Duration.ofMillis(500));
        assertThat(failure(429, "{\"error\":{\"details\":[{\"retryDelay\":\"soon\"}]}}")
                        .retryAfter())
                .isNull();
    }

    private static void assertFailure(int status, String body, ErrorKind kind, String expected) {
        GatewayException failure = failure(status, body);
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.getMessage()).isEqualTo(expected);
        assertThat(failure.param()).isNull();
    }

    private static GatewayException failure(int status, String body) {
        return ADAPTER.failure(status, body.getBytes(StandardCharsets.UTF_8));
    }
}
