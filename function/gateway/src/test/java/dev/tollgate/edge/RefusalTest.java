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
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that never reach a provider: each gets its status and OpenAI's error document. */
@QuarkusTest
final class RefusalTest extends GatewayTest {

    @BeforeEach
    void aProvider() {
        routes.provider("good", upstream.answers("good", Replies.hello()));
    }

    @Test
    void withoutAKeyNothingIsAnswered() {
        Response response = new GatewayClient(base, null).chat(question("good/m"));
        assertThat(response.status()).isEqualTo(401);
        assertThat(response.header("www-authenticate")).isEqualTo("Bearer");
        assertThat(response.body())
                .isEqualTo(document(
                        "No API key provided. Send it in the Authorization header (Authorization: Bearer YOUR_KEY), "
                                + "or else in the header x-api-key or api-key.",
                        null,
                        "invalid_api_key"));
    }

    @ParameterizedTest
    @CsvSource({"Basic dXNlcjpwdw==", "Bearer", "tg-tester", "Bearer tg-tester x", "Bearer tg-TESTER"})
    void aHeaderThatIsNoKnownKeyIsRefused(String header) {
        Response response = send("/v1/chat/completions", header, "application/json", question("good/m"));
        assertThat(response.status()).isEqualTo(401);
        assertThat(response.json().at("/error/code").asText()).isEqualTo("invalid_api_key");
        assertThat(response.body()).doesNotContain("tg-", "dXNl");
    }

    @Test
    void theSchemeMayBeWrittenInSmallLetters() {
        assertThat(send("/v1/chat/completions", "bearer tg-tester", "application/json", question("good/m"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aKeyIsForItsAliasesOnly() {
        keys.put(ApiKey.builder("narrow", KeyHash.of("tg-narrow"))
                .aliases(Set.of("other"))
                .build());
        assertRefused(
                new GatewayClient(base, "tg-narrow").chat(question("good/m")),
                403,
                document("This API key may not use the model 'good/m'.", "model", "permission_denied"));
    }

    @Test
    void aDisabledKeyGetsAnErrorThatSaysSo() {
        keys.put(ApiKey.builder("off", KeyHash.of("tg-off")).disabled(true).build());
        assertRefused(
                new GatewayClient(base, "tg-off").chat(question("good/m")),
                403,
                document("This API key is disabled.", null, "permission_denied"));
    }

    @Test
    void anExpiredKeyIsToldSince() {
        Instant past = Instant.parse("2020-01-01T00:00:00Z");
        keys.put(ApiKey.builder("old", KeyHash.of("tg-old")).expires(past).build());
        assertRefused(
                new GatewayClient(base, "tg-old").chat(question("good/m")),
                403,
                document("This API key expired on 2020-01-01T00:00:00Z.", null, "permission_denied"));
    }

    @ParameterizedTest
    @CsvSource({"gpt-5", "nobody/gpt-5", "good/", "/m"})
    void anUnknownModelIsNotFound(String model) {
        assertRefused(
                client.chat(question(model)),
                404,
                document(
                        "The model '" + model + "' does not exist: it is neither an alias nor provider/model.",
                        "model",
                        "model_not_found"));
    }

    @Test
    void moreRequestsForOneModelThanAllowedAreToldOfIt() {
        routes.alias("smart", "good/m");
        RateLimits one = new RateLimits(5L, null, null, null, Map.of("smart", new RateLimits(1L, null, null)));
        keys.put(ApiKey.builder("frugal", KeyHash.of("tg-frugal")).limits(one).build());
        GatewayClient frugal = new GatewayClient(base, "tg-frugal");

        assertThat(frugal.chat(question("smart")).header("x-ratelimit-remaining-requests"))
                .isEqualTo("0");
        Response refused = frugal.chat(question("smart"));
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.json().at("/error/param").asText()).isEqualTo("model");
        assertThat(refused.json().at("/error/message").asText())
                .startsWith("Rate limit reached for smart: 1 requests per minute.");
        assertThat(frugal.chat(question("good/m")).header("x-ratelimit-remaining-requests"))
                .as("what was refused did not count")
                .isEqualTo("3");
    }

    @Test
    void moreRequestsThanAllowedAreToldWhenToComeBack() {
        RateLimits one = new RateLimits(1L, null, null);
        keys.put(ApiKey.builder("slow", KeyHash.of("tg-slow")).limits(one).build());
        GatewayClient slow = new GatewayClient(base, "tg-slow");
        Response first = slow.chat(question("good/m"));
        Response second = slow.chat(question("good/m"));
        assertThat(first.header("x-ratelimit-limit-requests")).isEqualTo("1");
        assertThat(first.header("x-ratelimit-remaining-requests")).isEqualTo("0");
        assertThat(second.status()).isEqualTo(429);
        assertThat(Integer.parseInt(second.header("retry-after"))).isBetween(55, 65);
        assertThat(Integer.parseInt(second.header("retry-after-ms"))).isBetween(55_000, 65_000);
        assertThat(second.json().at("/error/type").asText()).isEqualTo("requests");
        assertThat(second.json().at("/error/code").asText()).isEqualTo("rate_limit_exceeded");
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedInWords() {
        String huge = question("good/m").replace("Say hello.", "x".repeat(6 * 1024 * 1024));
        assertRefused(
                client.chat(huge),
                413,
                document("The request is larger than 6291456 bytes.", null, "request_too_large"));
    }

    @ParameterizedTest
    @CsvSource({"text/plain", "application/x-www-form-urlencoded", "multipart/form-data"})
    void whatIsNotSentAsJsonIsRefused(String type) {
        assertRefused(
                send("/v1/chat/completions", "Bearer tg-tester", type, question("good/m")),
                415,
                document(
                        "The body must be JSON: send the header Content-Type: application/json.",
                        null,
                        "unsupported_media_type"));
    }

    @Test
    void anUnknownPathIsToldInTheSameShape() {
        assertRefused(
                send("/v1/pictures", "Bearer tg-tester", "application/json", "{}"),
                404,
                document("There is nothing at POST /v1/pictures.", null, "not_found"));
    }

    @Test
    void aWrongMethodIsToldInTheSameShape() {
        assertRefused(
                client.get("/v1/chat/completions"),
                405,
                document("GET /v1/chat/completions is not allowed.", null, "method_not_allowed"));
    }

    private Response send(String path, String authorization, String type, String body) {
        HttpRequest.Builder request = new GatewayClient(base, null)
                .request(path)
                .header("authorization", authorization)
                .header("content-type", type);
        return GatewayClient.send(request.POST(BodyPublishers.ofString(body)));
    }

    private static void assertRefused(Response response, int status, String document) {
        assertThat(response.body()).isEqualTo(document);
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.header("content-type")).isEqualTo("application/json");
        assertThat(response.requestId()).startsWith("req_");
    }

    private static String document(String message, String param, String code) {
        return "{\"error\":{\"message\":\"%s\",\"type\":\"invalid_request_error\",\"param\":%s,\"code\":\"%s\"}}"
                .formatted(message, param == null ? "null" : "\"" + param + "\"", code);
    }
}
