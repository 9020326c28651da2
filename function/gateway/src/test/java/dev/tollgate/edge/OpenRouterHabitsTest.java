package dev.tollgate.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.bill.Price;
import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.fake.InMemoryCustomPrices;
import dev.tollgate.route.Alias;
import dev.tollgate.route.ModelName;
import dev.tollgate.route.RoutingStrategy;
import dev.tollgate.upstream.Replies;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs that were written for OpenRouter direct this gateway in the same way. */
@QuarkusTest
final class OpenRouterHabitsTest extends GatewayTest {
    @Inject
    InMemoryCustomPrices prices;

    @BeforeEach
    void providers() {
        routes.provider("dear", upstream.answers("dear", Replies.hello()));
        routes.provider("cheap", upstream.answers("cheap", Replies.hello()));
        routes.provider("openrouter", upstream.answers("openrouter", Replies.hello()));
        prices.put("dear/m", Price.of(BigDecimal.TEN, BigDecimal.TEN));
        prices.put("cheap/m", Price.of(BigDecimal.ONE, BigDecimal.ONE));
        routes.alias("both", "dear/m", "cheap/m");
        routes.alias("routed", "openrouter/a/b");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                          | dear
            null                                        | dear
            {"sort":"price"}                            | cheap
            {"order":["cheap"]}                         | cheap
            {"only":["cheap/m"],"allow_fallbacks":true} | cheap
            {"ignore":["dear"]}                         | cheap
            {"max_price":{"prompt":"2"}}                | cheap
            """)
    void theProviderObjectChoosesTheTargetAndGoesToNone(String provider, String answers) {
        Response response = client.chat(with(question("both"), "\"provider\":" + provider));

        assertThat(response.header("x-tollgate-provider")).isEqualTo(answers);
        assertThat(response.header("x-tollgate-dropped")).isNull();
        assertThat(upstream.received(answers).getLast().body()).doesNotContain("provider");
    }

    @Test
    void withoutFallbacksOneTargetIsTried() {
        routes.provider("dear", upstream.answers("dear", Replies.status(404, "{}")));

        assertThat(attempts(client.chat(question("both")))).containsExactly("dear: upstream_failed", "cheap answered");
        Response alone = client.chat(with(question("both"), "\"provider\":{\"allow_fallbacks\":false}"));
        assertThat(alone.status()).isEqualTo(502);
        assertThat(alone.header("x-tollgate-attempts")).isEqualTo("1");
    }

    @Test
    void whatIsWrongIsRefusedByItsName() {
        Response response = client.chat(with(question("both"), "\"provider\":{\"sort\":\"best\"}"));

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body())
                .isEqualTo(
                        "{\"error\":{\"message\":\"Invalid type or value for 'provider.sort': expected one of latency,"
                                + " price, throughput.\",\"type\":\"invalid_request_error\",\"param\":\"provider.sort\","
                                + "\"code\":\"invalid_value\"}}");
        assertThat(client.chat(with(question("both"), "\"session_id\":5"))
                        .json()
                        .at("/error/param")
                        .asText())
                .isEqualTo("session_id");
    }

    @Test
    void openRouterItselfGetsWhatIsForIt() {
        client.chat(with(question("routed"), "\"provider\":{\"order\":[\"openrouter\"],\"sort\":\"price\"}"));
        assertThat(upstream.received("openrouter").getLast().body()).contains("\"provider\":{\"sort\":\"price\"}");

        Response own = client.chat(with(
                question("openrouter/a/b:nitro"),
                "\"provider\":{\"order\":[\"x/turbo\"],\"quantizations\":[\"fp8\"]}"));
        assertThat(own.status()).isEqualTo(200);
        assertThat(upstream.received("openrouter").getLast().body())
                .contains("\"provider\":{\"order\":[\"x/turbo\"],\"quantizations\":[\"fp8\"]}")
                .contains("\"model\":\"a/b:nitro\"");
    }

    @Test
    void aSuffixIsNoPartOfTheName() {
        keys.put(ApiKey.builder("narrow", KeyHash.of("tg-narrow"))
                .aliases(Set.of("both"))
                .build());
        Response response = new GatewayClient(base, "tg-narrow").chat(question("both:floor"));

        assertThat(response.header("x-tollgate-provider")).isEqualTo("cheap");
        assertThat(ledger.awaitSettled(response.requestId()).alias()).isEqualTo("both");
        assertThat(new GatewayClient(base, "tg-narrow")
                        .chat(question("cheap/m:floor"))
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"x-session-id", "x-session-affinity", "session_id", "session-id", "x-claude-code-session-id"})
    void aConversationKeepsItsTarget(String header) {
        List<Alias.TargetSpec> either = Stream.of("dear/m", "cheap/m")
                .map(ModelName::of)
                .map(Alias.TargetSpec::of)
                .toList();
        routes.alias(Alias.builder("chance")
                .targets(either)
                .strategy(RoutingStrategy.RANDOM)
                .build());
        Set<String> of = new HashSet<>();
        for (int i = 0; i < 12; i++) {
            of.add(GatewayClient.send(client.request("/v1/chat/completions")
                            .header("content-type", "application/json")
                            .header(header, "one")
                            .POST(BodyPublishers.ofString(question("chance"))))
                    .header("x-tollgate-provider"));
        }
        assertThat(of).hasSize(1);
    }

    /** A caller may name one user for everything that it asks. */
    @Test
    void aConversationOfAUserKeepsItsTarget() {
        List<Alias.TargetSpec> either = Stream.of("dear/m", "cheap/m")
                .map(ModelName::of)
                .map(Alias.TargetSpec::of)
                .toList();
        routes.alias(Alias.builder("chance")
                .targets(either)
                .strategy(RoutingStrategy.RANDOM)
                .build());
        Set<String> one = new HashSet<>();
        Set<String> many = new HashSet<>();
        for (int i = 0; i < 24; i++) {
            one.add(client.chat(with(question("chance"), "\"user\":\"ada\"")).header("x-tollgate-provider"));
            many.add(client.chat(with(question("chance"), "\"user\":\"ada\"").replace("hello", "hello " + i))
                    .header("x-tollgate-provider"));
        }
        assertThat(one).hasSize(1);
        assertThat(many).hasSize(2);
    }

    private static String with(String question, String field) {
        return question.replaceFirst("}$", "," + field + "}");
    }
}
