package dev.tollgate.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.Price;
import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.fake.InMemoryCustomPrices;
import dev.tollgate.limit.RateLimits;
import dev.tollgate.openai.Usage;
import dev.tollgate.provider.Provider;
import dev.tollgate.upstream.Replies;
import dev.tollgate.upstream.Reply;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests for embeddings go through the same steps as chats: key, alias, limits, target after target, usage record. */
@QuarkusTest
final class EmbeddingsTest extends GatewayTest {
    /** Two embeddings, the second one first. */
    private static final Reply TWO = Replies.status(200, """
            {"object":"list","model":"e-1","data":[
              {"object":"embedding","index":1,"embedding":[0.5,-2]},
              {"object":"embedding","index":0,"embedding":[1.0,0.25]}],
             "usage":{"prompt_tokens":7,"total_tokens":7}}""");

    @Inject
    InMemoryCustomPrices prices;

    @BeforeEach
    void aProvider() {
        routes.provider("vectors", upstream.embeds("vectors", TWO));
        routes.alias("pair", "bad/m", "vectors/m");
    }

    @Test
    void theAnswerIsOpenAisInTheOrderOfTheInputs() {
        Response response = embed("vectors/m", "[\"a\",\"b\"]");
        assertThat(response.body())
                .isEqualTo("{\"object\":\"list\",\"data\":["
                        + "{\"object\":\"embedding\",\"index\":0,\"embedding\":[1.0,0.25]},"
                        + "{\"object\":\"embedding\",\"index\":1,\"embedding\":[0.5,-2.0]}],"
                        + "\"model\":\"e-1\",\"usage\":{\"prompt_tokens\":7,\"total_tokens\":7}}");
        assertThat(response.header("content-type")).isEqualTo("application/json");
        assertThat(response.header("x-tollgate-provider")).isEqualTo("vectors");
        assertThat(response.header("x-tollgate-model")).isEqualTo("m");
        assertThat(response.header("x-tollgate-attempts")).isEqualTo("1");
    }

    @Test
    void numbersAreEncodedHereWhereTheProviderDoesNot() {
        Response response = client.post(
                "/v1/embeddings", "{\"model\":\"vectors/m\",\"input\":[\"a\",\"b\"],\"encoding_format\":\"base64\"}");
        assertThat(response.json().at("/data/0/embedding").textValue()).isEqualTo("AACAPwAAgD4=");
        assertThat(upstream.received("vectors").getLast().body())
                .isEqualTo("{\"model\":\"m\",\"input\":[\"a\",\"b\"]}");
    }

    @Test
    void base64IsDecodedWhereTheCallerWantsNumbers() {
        upstream.embeds("vectors", Replies.status(200, "{\"data\":[{\"embedding\":\"AACAPwAAgD4=\"}]}"));
        Response response = embed("vectors/m", "\"a\"");
        assertThat(response.json().at("/data/0/embedding")).hasToString("[1.0,0.25]");
    }

    static Stream<String> inputs() {
        return Stream.of("[\"a\",\"b\"]", "[[1,2],[3]]");
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void eachFormOfInputReachesTheProviderAsItCame(String input) {
        String rest = "\"input\":" + input + ",\"dimensions\":2,\"user\":\"u\",\"new_field\":{\"a\":1.10}}";
        Response response = client.post("/v1/embeddings", "{\"model\":\"vectors/m\"," + rest);
        assertThat(response.status()).isEqualTo(200);
        assertThat(upstream.received("vectors").getLast().body()).isEqualTo("{\"model\":\"m\"," + rest);
    }

    @Test
    void oneListOfTokensIsOneInput() {
        upstream.embeds("vectors", Replies.status(200, "{\"data\":[{\"embedding\":[1]}]}"));
        Response response = embed("vectors/m", "[1,2,3]");
        assertThat(response.json().at("/usage/prompt_tokens").intValue()).isEqualTo(3);
        assertThat(upstream.received("vectors").getLast().body()).isEqualTo("{\"model\":\"m\",\"input\":[1,2,3]}");
    }

    @Test
    void theProvidersCountIsBookedAndPriced() {
        prices.put("vectors/m", Price.of(new BigDecimal("3"), BigDecimal.ZERO));
        Settlement booked = settlement(embed("vectors/m", "[\"a\",\"b\"]"));
        assertThat(booked.usage()).isEqualTo(Usage.of(7, 0));
        assertThat(booked.estimated()).isFalse();
        assertThat(booked.cost()).isEqualTo(new Cost.Priced(21, "own"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "9223372036854775807"})
    void whatNobodyCountedIsEstimatedAndMarkedSo(String count) {
        upstream.embeds(
                "vectors",
                Replies.status(200, "{\"data\":[{\"embedding\":[1]}],\"usage\":{\"prompt_tokens\":" + count + "}}"));
        Response response = embed("vectors/m", "\"Hello there\"");
        Settlement booked = settlement(response);
        assertThat(booked.estimated()).isTrue();
        assertThat(booked.usage().promptTokens()).isBetween(2L, 6L);
        assertThat(response.json().at("/model").textValue()).isEqualTo("m");
        assertThat(response.json().at("/usage/total_tokens").longValue())
                .isEqualTo(booked.usage().totalTokens());
    }

    @Test
    void whatIsSentInSeveralRequestsIsOneAnswerAndOneBill() {
        Response response = embed(cohere("many", Integer.MAX_VALUE), inputs(100));
        JsonNode data = response.json().path("data");
        assertThat(upstream.received("many")).hasSize(2);
        assertThat(data).hasSize(100);
        assertThat(data.get(95).toString()).isEqualTo("{\"object\":\"embedding\",\"index\":95,\"embedding\":[95.0]}");
        assertThat(data.get(99).toString()).isEqualTo("{\"object\":\"embedding\",\"index\":99,\"embedding\":[3.0]}");
        assertThat(settlement(response).usage().promptTokens()).isEqualTo(100);
        assertThat(settlement(response).usage().totalTokens()).isEqualTo(100);
        assertThat(settlement(response).estimated()).isFalse();
    }

    @Test
    void whatWasAnsweredBeforeAFailureIsBilled() {
        Response response = embed(cohere("half", 1), inputs(100));
        assertThat(response.status()).isEqualTo(502);
        assertThat(settlement(response).usage()).isEqualTo(Usage.of(96, 0));
        assertThat(attempts(response)).containsExactly("half: upstream_failed", "half: upstream_failed");
    }

    /** Counts one token for each text, gives each its place in its request as a vector, and fails after so many requests. */
    private String cohere(String name, int requests) {
        Reply reply = (exchange, received) -> {
            int texts = received.body().split("\"a\"", -1).length - 1;
            String vectors =
                    IntStream.range(0, texts).mapToObj(i -> "[" + i + "]").collect(Collectors.joining(","));
            boolean fails = upstream.received(name).size() > requests;
            Replies.status(
                            fails ? 500 : 200,
                            "{\"embeddings\":{\"float\":[" + vectors
                                    + "]},\"meta\":{\"billed_units\":{\"input_tokens\":" + texts + "}}}")
                    .answer(exchange, received);
        };
        routes.provider(new Provider(name, "cohere", upstream.answersAt(name, "embed", reply), null, null));
        return name + "/m";
    }

    private static String inputs(int count) {
        return "[" + String.join(",", Collections.nCopies(count, "\"a\"")) + "]";
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(Replies.status(429, "{}"), "upstream_overloaded"),
                Arguments.of(Replies.status(200, "{\"error\":{\"message\":\"oh\"}}"), "upstream_failed"),
                Arguments.of(Replies.status(200, "{\"data\":[{\"embedding\":[1]}]}"), "upstream_failed"),
                Arguments.of(Replies.status(200, "{\"data\":[{},{}]}"), "upstream_failed"),
                Arguments.of(Replies.status(200, "{}"), "upstream_failed"),
                Arguments.of(Replies.status(200, "<html>"), "upstream_failed"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void theSecondTargetAnswersWhereTheFirstFailed(Reply failure, String error) {
        routes.provider("bad", upstream.embeds("bad", failure));
        Response response = embed("pair", "[\"a\",\"b\"]");
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("x-tollgate-attempts")).isEqualTo("2");
        assertThat(attempts(response)).containsExactly("bad: " + error, "vectors answered");
    }

    @Test
    void aKindWithoutVectorsIsPassedOverAndToldWhereItIsTheOnlyOne() {
        routes.provider(new Provider("bad", "mute", null, null, null));
        assertThat(attempts(embed("pair", "[\"a\",\"b\"]"))).containsExactly("vectors answered");
        Response response = embed("bad/m", "\"a\"");
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.json().at("/error/param").textValue()).isEqualTo("model");
        assertThat(response.json().at("/error/code").textValue()).isEqualTo("unsupported_parameter");
    }

    @Test
    void tokensAreReservedBeforeAnyTargetIsCalled() {
        RateLimits few = new RateLimits(null, 10L, null);
        keys.put(ApiKey.builder("few", KeyHash.of("tg-few")).limits(few).build());
        GatewayClient limited = new GatewayClient(base, "tg-few");
        String large = "{\"model\":\"vectors/m\",\"input\":[[1,2,3,4,5,6],[7,8,9,10,11]]}";
        assertThat(limited.post("/v1/embeddings", large).status()).isEqualTo(429);
        Response small = limited.post("/v1/embeddings", "{\"model\":\"vectors/m\",\"input\":[[1,2,3,4],[5]]}");
        assertThat(small.status()).isEqualTo(200);
        assertThat(small.header("x-ratelimit-remaining-tokens")).isEqualTo("5");
    }

    static Stream<Arguments> wrong() {
        String form = "expected a string, or an array of strings, of tokens or of arrays of tokens.";
        return Stream.of(
                Arguments.of("{\"model\":\"m\"}", "input", "Missing required parameter: 'input'."),
                Arguments.of("{\"model\":\"m\",\"input\":null}", "input", "Missing required parameter: 'input'."),
                Arguments.of("{\"input\":\"a\"}", "model", "Missing required parameter: 'model'."),
                Arguments.of(with("5"), "input", form),
                Arguments.of(with("{}"), "input", form),
                Arguments.of(with("[\"a\",5]"), "input", form),
                Arguments.of(with("[5,\"a\"]"), "input", form),
                Arguments.of(with("[[5],[\"a\"]]"), "input", form),
                Arguments.of(with("[{\"type\":\"text\"}]"), "input", form),
                Arguments.of(with("[1.5]"), "input", form),
                Arguments.of(with("[5000000000]"), "input", "expected an integer."),
                Arguments.of(with("[]"), "input", "expected 1 to 2048 inputs."),
                Arguments.of(with("[" + "\"a\",".repeat(2_048) + "\"a\"]"), "input", "expected 1 to 2048 inputs."),
                Arguments.of(with("\"\""), "input", "expected inputs that are not empty."),
                Arguments.of(with("[[1],[]]"), "input", "expected inputs that are not empty."),
                Arguments.of(with("\"a\",\"dimensions\":0"), "dimensions", "expected at least 1."),
                Arguments.of(with("\"a\",\"user\":5"), "user", "expected a string."),
                Arguments.of(with("\"a\",\"encoding_format\":\"hex\""), "encoding_format", "expected float or base64."),
                Arguments.of(with("\"a\",\"encoding_format\":1"), "encoding_format", "expected float or base64."));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void aWrongRequestIsToldByField(String request, String field, String end) {
        Response response = client.post("/v1/embeddings", request);
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.json().at("/error/param").textValue()).isEqualTo(field);
        assertThat(response.json().at("/error/message").textValue()).endsWith(end);
    }

    @Test
    void anUnknownKeyOrModelIsRefusedAsForChats() {
        assertThat(new GatewayClient(base, "tg-nobody")
                        .post("/v1/embeddings", with("\"a\""))
                        .status())
                .isEqualTo(401);
        assertThat(client.post("/v1/embeddings", with("\"a\"")).status()).isEqualTo(404);
    }

    private static String with(String input) {
        return "{\"model\":\"m\",\"input\":" + input + "}";
    }

    private Response embed(String model, String input) {
        return client.post("/v1/embeddings", "{\"model\":\"" + model + "\",\"input\":" + input + "}");
    }

    private Settlement settlement(Response response) {
        return ledger.awaitSettled(response.requestId()).settlement();
    }
}
