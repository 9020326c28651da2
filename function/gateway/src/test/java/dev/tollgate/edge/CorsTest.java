package dev.tollgate.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.limit.RateLimits;
import dev.tollgate.upstream.Replies;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser asks before a page of another origin may call the gateway, and what the page may read of the response. */
@QuarkusTest
@TestProfile(CorsTest.TwoOrigins.class)
final class CorsTest extends GatewayTest {
    private static final String ORIGIN = "https://app.example.com";
    private static final String REQUESTED = "authorization,content-type,x-stainless-lang,x-tollgate-route";

    /** A gateway that two pages may call. */
    public static final class TwoOrigins implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("tollgate.cors.origins", "https://App.example.com, http://localhost:5173");
        }
    }

    @BeforeEach
    void aProvider() {
        routes.provider("seen", upstream.answers("seen", Replies.hello()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/chat/completions",
                "/chat/completions",
                "/v1/embeddings",
                "/v1/models",
                "/v1/usage",
                "/v1/responses/resp_1"
            })
    void aPageMaySendItsRequestWithAllItsHeaders(String path) {
        Response response = preflight(path, ORIGIN);
        assertThat(response.status()).isEqualTo(204);
        assertThat(response.body()).isEmpty();
        assertThat(response.header("access-control-allow-origin")).isEqualTo(ORIGIN);
        assertThat(response.header("access-control-allow-methods")).isEqualTo("GET, HEAD, POST, DELETE");
        assertThat(response.header("access-control-allow-headers")).isEqualTo(REQUESTED);
        assertThat(response.header("access-control-max-age")).isEqualTo("7200");
        assertThat(response.header("access-control-allow-credentials")).isNull();
        assertThat(response.headers().allValues("vary"))
                .containsExactly("Origin", "Access-Control-Request-Method, Access-Control-Request-Headers");
        assertThat(response.requestId()).startsWith("req_");
    }

    @Test
    void aPageOfAnotherOriginMayNot() {
        Response response = preflight("/v1/chat/completions", "https://app.example.com.evil.example");
        assertThat(response.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control-"));
        assertThat(response.header("vary")).isEqualTo("Origin");
    }

    @Test
    void aPageMayReadAWholeResponseAndItsHeaders() {
        Response response = GatewayClient.send(from(ORIGIN, question("seen/m")));
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("access-control-allow-origin")).isEqualTo(ORIGIN);
        assertThat(response.header("vary")).isEqualTo("Origin");
        assertThat(exposed(response))
                .contains("x-request-id", "x-tollgate-provider", "x-tollgate-model", "x-tollgate-overhead-ms");
    }

    @Test
    void aPageMayReadAStream() {
        Response response = GatewayClient.send(from("http://localhost:5173", streamedQuestion("seen/m")));
        assertThat(response.body()).endsWith("data: [DONE]\n\n");
        assertThat(response.header("access-control-allow-origin")).isEqualTo("http://localhost:5173");
        assertThat(exposed(response)).contains("x-request-id", "x-tollgate-provider");
    }

    /** BerriAI/litellm#33123: Anthropic's SDK reads the id of its request, and what is left of its limits. */
    @Test
    void aPageMayReadTheHeadersOfAnthropicsApi() {
        RateLimits some = new RateLimits(9L, null, null);
        keys.put(ApiKey.builder("page", KeyHash.of("tg-page")).limits(some).build());
        Response response = GatewayClient.send(new GatewayClient(base, "tg-page")
                .request("/v1/messages")
                .header("origin", ORIGIN)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString("{\"model\":\"seen/m\",\"max_tokens\":9,"
                        + "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}")));
        assertThat(exposed(response)).contains("request-id", "anthropic-ratelimit-requests-remaining");
    }

    @Test
    void aPageMayReadWhyItsRequestFailed() {
        upstream.answers("seen", Replies.status(429, "{}", "retry-after", "7"));
        Response failed = GatewayClient.send(from(ORIGIN, question("seen/m")));
        assertThat(failed.status()).isEqualTo(503);
        assertThat(failed.header("access-control-allow-origin")).isEqualTo(ORIGIN);
        assertThat(exposed(failed)).contains("retry-after", "retry-after-ms", "x-request-id", "x-tollgate-tried");

        Response missing = GatewayClient.send(
                client.request("/v1/images").header("origin", ORIGIN).GET());
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.header("access-control-allow-origin")).isEqualTo(ORIGIN);

        Response withoutKey = GatewayClient.send(new GatewayClient(base, null)
                .request("/v1/models")
                .header("origin", ORIGIN)
                .GET());
        assertThat(withoutKey.status()).isEqualTo(401);
        assertThat(withoutKey.header("access-control-allow-origin")).isEqualTo(ORIGIN);
    }

    @Test
    void aPageOfAnotherOriginGetsAResponseThatItsBrowserKeepsFromIt() {
        Response response = GatewayClient.send(from("https://evil.example", question("seen/m")));
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control-"));
    }

    private Response preflight(String path, String origin) {
        return GatewayClient.send(new GatewayClient(base, null)
                .request(path)
                .header("origin", origin)
                .header("access-control-request-method", "POST")
                .header("access-control-request-headers", REQUESTED)
                .method("OPTIONS", BodyPublishers.noBody()));
    }

    private HttpRequest.Builder from(String origin, String json) {
        return client.request("/v1/chat/completions")
                .header("origin", origin)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(json));
    }

    private static String[] exposed(Response response) {
        return response.header("access-control-expose-headers").split(", ");
    }
}
