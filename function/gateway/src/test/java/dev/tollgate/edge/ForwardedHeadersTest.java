package dev.tollgate.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.provider.Provider;
import dev.tollgate.upstream.Replies;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of the client's headers providers get. */
@QuarkusTest
final class ForwardedHeadersTest extends GatewayTest {

    @BeforeEach
    void providers() {
        routes.provider("gpt", upstream.answers("gpt", Replies.hello()));
        routes.provider(new Provider(
                "claude", "anthropic", upstream.answersAt("claude", "messages", Replies.status(200, """
                        {"id":"msg_1","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":"Hello"}],
                         "stop_reason":"end_turn","usage":{"input_tokens":3,"output_tokens":1}}""")), null, null));
    }

    @Test
    void eachKindOfProviderGetsTheHeadersThatItKnows() {
        Headers openAi = received("gpt");
        assertThat(openAi.getFirst("openai-beta")).isEqualTo("assistants=v2");
        assertThat(openAi.getFirst("x-client-request-id")).isEqualTo("trace 7");
        assertThat(openAi).doesNotContainKeys("Anthropic-beta", "X-other", "Idempotency-key");

        Headers anthropic = received("claude");
        assertThat(anthropic.get("anthropic-beta"))
                .containsExactly("context-1m-2025-08-07,interleaved-thinking-2025-05-14");
        assertThat(anthropic).doesNotContainKeys("Openai-beta", "X-client-request-id", "X-other");
    }

    @ParameterizedTest
    @ValueSource(strings = {"anthropic-beta", "OpenAI-Beta", "X-Client-Request-Id"})
    void aHeaderThatNoProviderCouldTakeIsRefusedByName(String name) {
        Response response = GatewayClient.send(chat("gpt").header(name, "x".repeat(1_025)));
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.json().at("/error/param").asText()).isEqualTo(name);
        assertThat(response.json().at("/error/message").asText())
                .isEqualTo(
                        "Invalid value for the header '" + name + "': expected at most 1024 visible ASCII characters.");
    }

    @Test
    void anotherFeatureIsAnotherRequestAndAnotherClientRequestIdIsNot() {
        String key = UUID.randomUUID().toString();
        assertThat(repeated(key, "OpenAI-Beta", "one").status()).isEqualTo(200);
        assertThat(repeated(key, "OpenAI-Beta", "two").status()).isEqualTo(422);

        String second = UUID.randomUUID().toString();
        Response first = repeated(second, "X-Client-Request-Id", "one");
        assertThat(repeated(second, "X-Client-Request-Id", "two").header("x-tollgate-repeated"))
                .isEqualTo(first.requestId());
    }

    private Response repeated(String key, String name, String value) {
        return GatewayClient.send(chat("gpt").header("idempotency-key", key).header(name, value));
    }

    private Headers received(String provider) {
        Response response = GatewayClient.send(chat(provider)
                .header("anthropic-beta", "context-1m-2025-08-07")
                .header("anthropic-beta", "interleaved-thinking-2025-05-14")
                .header("openai-beta", "assistants=v2")
                .header("x-client-request-id", "trace 7")
                .header("x-other", "kept here"));
        assertThat(response.body()).contains("Hello");
        return upstream.received(provider).getLast().headers();
    }

    private HttpRequest.Builder chat(String provider) {
        return client.request("/v1/chat/completions")
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(question(provider + "/m")));
    }
}
