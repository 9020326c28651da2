package dev.tollgate.edge.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.limit.RateLimits;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.upstream.Replies;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients of Anthropic's learn of their limits, and of what the gateway does not have. */
@QuarkusTest
final class MessagesLimitsTest extends GatewayTest {
    private static final String PATH = "/v1/messages";

    @BeforeEach
    void provider() {
        routes.provider("chat", upstream.answers("chat", Replies.hello()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anAnswerAndA429SayWhatIsLeftInAnthropicsHeaders(boolean streamed) {
        RateLimits one = new RateLimits(1L, null, null);
        String secret = "tg-anthropic-" + streamed;
        keys.put(ApiKey.builder(secret, KeyHash.of(secret)).limits(one).build());
        GatewayClient slow = new GatewayClient(base, secret);

        Response first = slow.post(PATH, question(streamed));
        Response second = slow.post(PATH, question(streamed));

        assertThat(first.status()).isEqualTo(200);
        assertThat(second.status()).isEqualTo(429);
        for (Response response : new Response[] {first, second}) {
            assertThat(response.header("anthropic-ratelimit-requests-limit")).isEqualTo("1");
            assertThat(response.header("anthropic-ratelimit-requests-remaining"))
                    .isEqualTo("0");
            assertThat(Instant.parse(response.header("anthropic-ratelimit-requests-reset")))
                    .isBetween(Instant.now().plusSeconds(30), Instant.now().plusSeconds(90));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/messages/batches", "/messages/batches", "/v1/messages/batches/msgbatch_1/results"})
    void itsBatchesAreRefusedByNameInItsForm(String path) throws IOException {
        var refused = GatewayClient.open(client.request(path).POST(BodyPublishers.ofString("{}")));
        JsonNode error = JsonCodec.mapper().readTree(refused.body());

        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(error.path("type").asText()).isEqualTo("error");
        assertThat(error.at("/error/type").asText()).isEqualTo("not_found_error");
        assertThat(error.at("/error/message").asText())
                .startsWith("The gateway does not serve " + path)
                .contains("/v1/batches");
        assertThat(error.at("/error/details/error_code").asText()).isEqualTo("unsupported_endpoint");
    }

    @Test
    void otherClientsDoNotGetThem() {
        RateLimits one = new RateLimits(5L, null, null);
        keys.put(ApiKey.builder("openais", KeyHash.of("tg-openais")).limits(one).build());
        Response answer = new GatewayClient(base, "tg-openais")
                .chat("{\"model\":\"chat/m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");

        assertThat(answer.header("x-ratelimit-limit-requests")).isEqualTo("5");
        assertThat(answer.header("anthropic-ratelimit-requests-limit")).isNull();
    }

    private static String question(boolean streamed) {
        return "{\"model\":\"chat/m\",\"max_tokens\":64,\"stream\":" + streamed
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"Say hello.\"}]}";
    }
}
