package dev.tollgate.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.Price;
import dev.tollgate.bill.PriceRates;
import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.bill.UsageType;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.fake.InMemoryCustomPrices;
import dev.tollgate.openai.MediaUse;
import dev.tollgate.openai.Usage;
import dev.tollgate.provider.Provider;
import dev.tollgate.upstream.Replies;
import dev.tollgate.upstream.Reply;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Moderations, rankings and images in JSON go through the same steps as chats: key, alias, limits, target after target, usage record. */
@QuarkusTest
final class MediaTest extends GatewayTest {
    private static final String VERDICT =
            "{\"id\":\"m1\",\"model\":\"omni\",\"results\":[{\"flagged\":false,\"categories\":{}}]}";
    private static final String RANKING =
            "{\"id\":\"r1\",\"results\":[{\"index\":1,\"relevance_score\":0.9},{\"index\":0,\"relevance_score\":0.1}],"
                    + "\"meta\":{\"billed_units\":{\"search_units\":2}}}";
    private static final String IMAGES =
            "{\"created\":1,\"size\":\"1024x1024\",\"quality\":\"high\",\"data\":[{\"b64_json\":\"aGk=\"},{\"b64_json\":\"aG8=\"}],"
                    + "\"usage\":{\"total_tokens\":50,\"input_tokens\":10,\"output_tokens\":40,"
                    + "\"input_tokens_details\":{\"text_tokens\":4,\"image_tokens\":6}}}";

    @Inject
    InMemoryCustomPrices prices;

    @BeforeEach
    void aProvider() {
        routes.provider("media", at("moderations", Replies.status(200, VERDICT)));
        at("rerank", Replies.status(200, RANKING));
        at("images/generations", Replies.status(200, IMAGES));
        routes.alias("pair", "bad/m", "media/m");
    }

    private URI at(String path, Reply reply) {
        return upstream.answersAt("media", path, reply);
    }

    @Test
    void aModerationGoesOnAsItIsAndComesBackAsItIs() {
        Response response =
                client.post("/v1/moderations", "{\"model\":\"media/m\",\"input\":[\"a\",\"b\"],\"new\":{\"a\":1.10}}");
        assertThat(response.body()).isEqualTo(VERDICT);
        assertThat(response.header("x-tollgate-provider")).isEqualTo("media");
        assertThat(response.header("x-tollgate-attempts")).isEqualTo("1");
        assertThat(upstream.received("media").getLast().body())
                .isEqualTo("{\"model\":\"m\",\"input\":[\"a\",\"b\"],\"new\":{\"a\":1.10}}");
        assertThat(settlement(response).estimated()).isTrue();
    }

    @Test
    void aModerationWithoutAModelGoesToTheAliasOfOpenAisDefault() {
        routes.alias("omni-moderation-latest", "media/m");
        assertThat(client.post("/v1/moderations", "{\"input\":\"a\"}").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/rerank", "/rerank", "/v2/rerank"})
    void aRankingIsBilledBySearches(String path) {
        prices.put("media/m", price(UsageType.SEARCH, "0.002"));
        Response response = client.post(path, ranking("media/m"));
        assertThat(response.body()).isEqualTo(RANKING);
        assertThat(settlement(response).usage().mediaUse()).isEqualTo(MediaUse.ofSearches(2));
        assertThat(settlement(response).cost()).isEqualTo(new Cost.Priced(4_000, "own"));
        assertThat(response.header("x-tollgate-cost-usd")).isEqualTo("0.004");
    }

    @Test
    void voyagesWordsAreCohereS() {
        at(
                "rerank",
                Replies.status(
                        200,
                        "{\"object\":\"list\",\"data\":[{\"index\":0,\"relevance_score\":0.5}],"
                                + "\"usage\":{\"total_tokens\":26}}"));
        prices.put("media/m", Price.of(new BigDecimal("0.05"), BigDecimal.ZERO));
        Response response = client.post("/v1/rerank", ranking("media/m"));
        assertThat(response.json().at("/results/0/relevance_score").asDouble()).isEqualTo(0.5);
        assertThat(settlement(response).usage()).isEqualTo(Usage.of(26, 0));
    }

    @Test
    void cohereGetsTextsAndItsRankingGetsTheDocuments() {
        routes.provider(new Provider(
                "co", "cohere", upstream.answersAt("co", "rerank", Replies.status(200, RANKING)), null, null));
        Response response = client.post(
                "/v1/rerank",
                "{\"model\":\"co/r\",\"query\":\"q\",\"documents\":[{\"text\":\"a\"},\"b\"],\"return_documents\":true}");
        assertThat(upstream.received("co").getLast().body())
                .isEqualTo("{\"model\":\"r\",\"query\":\"q\",\"documents\":[\"a\",\"b\"]}");
        assertThat(response.json().at("/results/0/document/text").asText()).isEqualTo("b");
        assertThat(client.post("/v1/images/generations", "{\"model\":\"co/r\",\"prompt\":\"p\"}")
                        .json()
                        .at("/error/message")
                        .asText())
                .endsWith("co has no images.");
    }

    @Test
    void imagesAreBilledByTheirTokens() {
        prices.put(
                "media/m",
                new Price(
                        new PriceRates(Map.of(
                                UsageType.INPUT, new BigDecimal(5),
                                UsageType.INPUT_IMAGE, new BigDecimal(10),
                                UsageType.OUTPUT, new BigDecimal(40))),
                        List.of()));
        Response response = client.post("/v1/images/generations", "{\"model\":\"media/m\",\"prompt\":\"p\",\"n\":2}");
        assertThat(response.body()).isEqualTo(IMAGES);
        Settlement settled = settlement(response);
        assertThat(settled.usage().promptTokens()).isEqualTo(10);
        assertThat(settled.usage().completionTokens()).isEqualTo(40);
        assertThat(settled.usage().mediaUse()).isEqualTo(MediaUse.ofImages(2));
        assertThat(settled.cost()).isEqualTo(new Cost.Priced(4 * 5 + 6 * 10 + 40 * 40, "own"));
    }

    @Test
    void imagesWithoutTokensAreBilledOneByOneOrNotAtAll() {
        at("images/generations", Replies.status(200, "{\"data\":[{\"url\":\"https://x.test/1\"}]}"));
        String request = "{\"model\":\"media/m\",\"prompt\":\"p\",\"size\":\"1x1\"}";
        prices.put("media/m", price(UsageType.IMAGE, "0.04"));
        assertThat(settlement(client.post("/v1/images/generations", request)).cost())
                .isEqualTo(new Cost.Priced(40_000, "own"));
        prices.put("media/m", Price.of(BigDecimal.ONE, BigDecimal.ONE));
        assertThat(settlement(client.post("/v1/images/generations", request)).cost())
                .isEqualTo(new Cost.Unpriced());
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(Replies.status(429, "{}"), "upstream_overloaded"),
                Arguments.of(Replies.status(200, "{\"error\":{\"message\":\"oh\"}}"), "upstream_failed"),
                Arguments.of(Replies.status(200, "{}"), "upstream_failed"),
                Arguments.of(Replies.status(200, "<html>"), "upstream_failed"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void theSecondTargetAnswersWhereTheFirstFailed(Reply failure, String error) {
        routes.provider("bad", upstream.answersAt("bad", "rerank", failure));
        Response response = client.post("/v1/rerank", ranking("pair"));
        assertThat(response.status()).isEqualTo(200);
        assertThat(attempts(response)).containsExactly("bad: " + error, "media answered");
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of("/v1/moderations", "{\"model\":\"m\"}", "input"),
                Arguments.of("/v1/moderations", "{\"model\":5,\"input\":\"a\"}", "model"),
                Arguments.of("/v1/moderations", "{\"model\":\"m\",\"input\":\"a\",\"Input\":\"b\"}", "Input"),
                Arguments.of("/v1/moderations", "{\"model\":\"m\",\"input\":\"a\",\"models\":[\"b\"]}", "models"),
                Arguments.of("/v1/rerank", "{\"model\":\"m\",\"documents\":[\"a\"]}", "query"),
                Arguments.of("/v1/rerank", "{\"model\":\"m\",\"query\":\"q\",\"documents\":[]}", "documents"),
                Arguments.of(
                        "/v1/rerank", "{\"model\":\"m\",\"query\":\"q\",\"documents\":[\"a\"],\"top_n\":0}", "top_n"),
                Arguments.of("/v1/images/generations", "{\"model\":\"m\",\"prompt\":\" \"}", "prompt"),
                Arguments.of("/v1/images/generations", "{\"prompt\":\"p\"}", "model"),
                Arguments.of("/v1/images/generations", "{\"model\":\"m\",\"prompt\":\"p\",\"n\":1.5}", "n"),
                Arguments.of("/v1/images/generations", "{\"model\":\"m\",\"prompt\":\"p\",\"n\":101}", "n"),
                Arguments.of("/v1/images/edits", "{\"model\":\"m\",\"prompt\":\"p\"}", "image"),
                Arguments.of("/v1/audio/speech", "{\"model\":\"m\",\"voice\":\"v\"}", "input"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void aWrongRequestIsToldByField(String path, String request, String field) {
        Response response = client.post(path, request);
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.json().at("/error/param").textValue()).isEqualTo(field);
    }

    @Test
    void theSameRequestAgainGetsTheSameResponse() {
        String key = UUID.randomUUID().toString();
        Response first = repeatable(key);
        Response second = repeatable(key);
        assertThat(second.header("x-tollgate-repeated")).isEqualTo(first.requestId());
        assertThat(second.body()).isEqualTo(first.body());
    }

    private Response repeatable(String key) {
        return sendOnce("/v1/rerank", key, ranking("media/m"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/realtime",
                "/v1/realtime/client_secrets",
                "/v1/videos",
                "/v1/vector_stores/a/files",
                "/realtime"
            })
    void whatIsNotServedSaysSoByName(String path) {
        Response response = client.get(path);
        assertThat(response.status()).isEqualTo(404);
        JsonNode error = response.json().path("error");
        assertThat(error.path("code").asText()).isEqualTo("unsupported_endpoint");
        assertThat(error.path("message").asText()).startsWith("The gateway does not serve " + path + ": ");
    }

    private static String ranking(String model) {
        return "{\"model\":\"" + model + "\",\"query\":\"q\",\"documents\":[\"a\",\"b\"]}";
    }

    private static Price price(UsageType type, String rate) {
        return new Price(
                new PriceRates(Map.of(UsageType.INPUT, BigDecimal.ZERO, type, new BigDecimal(rate))), List.of());
    }

    private Settlement settlement(Response response) {
        return ledger.awaitSettled(response.requestId()).settlement();
    }
}
