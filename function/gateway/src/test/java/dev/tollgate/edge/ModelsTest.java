package dev.tollgate.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.bill.CallerPrices;
import dev.tollgate.bill.MarkupTable;
import dev.tollgate.bill.Price;
import dev.tollgate.bill.PriceRates;
import dev.tollgate.bill.TariffTable;
import dev.tollgate.bill.UsageType;
import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.fake.InMemoryCustomPrices;
import dev.tollgate.openai.RoutingRequirements;
import dev.tollgate.provider.DataTerms;
import dev.tollgate.provider.ModelTraits;
import dev.tollgate.provider.Provider;
import dev.tollgate.route.Alias;
import dev.tollgate.route.Tier;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The names a key may ask for, and the gateway's health. */
@QuarkusTest
final class ModelsTest extends GatewayTest {
    private static final String LLAMA =
            "{\"id\":\"router/meta/llama\",\"object\":\"model\",\"created\":0,\"owned_by\":\"router\",\"unpriced\":true}";
    private static final String CHEAP =
            "{\"id\":\"cheap\",\"object\":\"model\",\"created\":0,\"owned_by\":\"tollgate\","
                    + "\"strategy\":\"ordered\",\"targets\":[\"router/meta/llama\"],\"unpriced\":true}";

    @Inject
    InMemoryCustomPrices prices;

    @BeforeEach
    void anAlias() {
        routes.provider("router", upstream.uri("router"));
        routes.alias("cheap", "router/meta/llama");
        keys.put(ApiKey.builder("lister", KeyHash.of("tg-lister"))
                .aliases(Set.of("cheap", "router/meta/llama", "unknown"))
                .build());
        client = new GatewayClient(base, "tg-lister");
    }

    @Test
    void aKeySeesTheAliasesAndModelsItMayUse() {
        Response response = client.get("/v1/models");
        assertThat(response.body()).isEqualTo("{\"object\":\"list\",\"data\":[" + CHEAP + "," + LLAMA + "]}");
        assertThat(response.header("content-type")).startsWith("application/json");
        assertThat(response.requestId()).startsWith("req_");
    }

    /** openai/codex#22205: it reads descriptions of models, and takes its own where it finds none. */
    @Test
    void codexFindsTheFieldThatItReads() {
        assertThat(client.get("/v1/models?client_version=0.145.0").body())
                .isEqualTo("{\"object\":\"list\",\"data\":[" + CHEAP + "," + LLAMA + "],\"models\":[]}");
    }

    @Test
    void oneModelIsFoundByItsNameThoughItHoldsSlashes() {
        assertThat(client.get("/v1/models/router/meta/llama").body()).isEqualTo(LLAMA);
        assertThat(client.get("/v1/models/router%2Fmeta%2Fllama").body()).isEqualTo(LLAMA);
        assertThat(client.get("/v1/models/cheap").body()).isEqualTo(CHEAP);
    }

    @Test
    void anAliasHasTheSmallestWindowOfItsModelsAndTellsThoseTheKeyMayAsk() {
        routes.alias("cheap", "anthropic/claude-sonnet-5", "anthropic/claude-haiku-4-5", "router/meta/llama");
        JsonNode unknown = client.get("/v1/models/cheap").json();
        assertThat(unknown.has("context_window")).isFalse();
        assertThat(unknown.at("/targets").toString()).isEqualTo("[\"router/meta/llama\"]");
        assertThat(unknown.at("/unpriced").asBoolean()).isTrue();
        routes.alias("cheap", "anthropic/claude-sonnet-5", "anthropic/claude-haiku-4-5");
        assertThat(client.get("/v1/models/cheap").json().at("/context_window").asInt())
                .isEqualTo(200_000);
        assertThat(client.get("/v1/models/cheap").json().has("targets")).isFalse();
    }

    @Test
    void anAliasSaysWhatItLeadsToAndWhatItIsCharged() {
        describeModels();
        keys.put(ApiKey.builder("lister", KeyHash.of("tg-lister"))
                .aliases(Set.of("smart", "low", "s/small", "l/large"))
                .build());

        assertThat(client.get("/v1/models/smart").body())
                .isEqualTo("{\"id\":\"smart\",\"object\":\"model\",\"created\":1795953600,\"owned_by\":\"tollgate\","
                        + "\"context_window\":1000,"
                        + "\"modalities\":{\"input\":[\"text\",\"image\",\"file\"],\"output\":[\"text\"]},"
                        + "\"prices\":{\"input\":11,\"cached_input\":11,\"output\":33},\"strategy\":\"ordered\","
                        + "\"tiers\":[{\"name\":\"simple\",\"from\":0,\"model\":\"low\"},{\"name\":\"complex\",\"from\":0.4}],"
                        + "\"fallbacks\":[\"s/small\"]}");
        assertThat(client.get("/v1/models/s/small").body())
                .isEqualTo("{\"id\":\"s/small\",\"object\":\"model\",\"created\":0,\"owned_by\":\"s\","
                        + "\"context_window\":1000,\"modalities\":{\"input\":[\"text\"],\"output\":[\"text\"]},"
                        + "\"prices\":{\"input\":1.1,\"cached_input\":0.11,\"output\":3.3}}");
    }

    @Test
    void aPriceOfTheGatewaysOwnCountsWhateverProvidersBill() {
        describeModels();
        prices.tariffs(new TariffTable(
                MarkupTable.NONE,
                new CallerPrices(Map.of(), Map.of("low", Price.of(BigDecimal.TWO, new BigDecimal("4.50"))), Map.of())));
        keys.put(ApiKey.builder("lister", KeyHash.of("tg-lister"))
                .aliases(Set.of("low"))
                .build());

        assertThat(client.get("/v1/models/low").json().at("/prices").toString())
                .isEqualTo("{\"input\":2,\"output\":4.5}");
    }

    @Test
    void whatTheKeysRequirementsExcludeIsNotListed() {
        describeModels();
        keys.put(ApiKey.builder("lister", KeyHash.of("tg-lister"))
                .aliases(Set.of("smart", "low", "both", "s/small", "l/large"))
                .require(new RoutingRequirements(Set.of(), true, false, null))
                .build());
        routes.alias("both", "s/small", "l/large");

        assertThat(client.get("/v1/models").json().findValuesAsText("id")).containsExactly("both", "smart", "l/large");
        assertThat(client.get("/v1/models/both").json().at("/targets").toString())
                .isEqualTo("[\"l/large\"]");
    }

    /** The key is charged 10 % more than providers bill. */
    private void describeModels() {
        routes.provider(new Provider(
                "s",
                "openai",
                upstream.uri("s"),
                null,
                null,
                null,
                DataTerms.UNKNOWN,
                Map.of("small", new ModelTraits(false, null, null, null, 1_000, null, null))));
        routes.provider(new Provider(
                "l",
                "openai",
                upstream.uri("l"),
                null,
                null,
                null,
                new DataTerms(Set.of(), true, false),
                Map.of("large", new ModelTraits(true, true, null, null, 9_000, null, null))));
        routes.alias("low", "s/small");
        List<Tier> tiers = List.of(
                new Tier("simple", BigDecimal.ZERO, "low"), new Tier("complex", new BigDecimal("0.4"), "hidden"));
        routes.alias("hidden", "l/large");
        routes.alias(Alias.builder("smart")
                .fallback(List.of("s/small", "hidden"))
                .tiers(tiers)
                .build());
        routes.changed("smart", Instant.parse("2026-11-29T12:00:00Z"));
        prices.put(
                "s/small",
                new Price(
                        new PriceRates(Map.of(
                                UsageType.INPUT,
                                BigDecimal.ONE,
                                UsageType.CACHED_INPUT,
                                new BigDecimal("0.10"),
                                UsageType.OUTPUT,
                                new BigDecimal("3.0"))),
                        List.of()));
        prices.put("l/large", Price.of(BigDecimal.TEN, new BigDecimal("30")));
        prices.tariffs(new TariffTable(
                new MarkupTable(Map.of("lister", BigDecimal.TEN), Map.of(), Map.of()), CallerPrices.NONE));
    }

    @AfterEach
    void chargeTheCost() {
        prices.tariffs(TariffTable.NONE);
    }

    @Test
    void whatAKeyMayNotUseDoesNotExist() {
        routes.alias("dear", "router/meta/llama");
        Response response = client.get("/v1/models/dear");
        assertThat(response.status()).isEqualTo(404);
        assertThat(response.body())
                .isEqualTo("{\"error\":{\"message\":\"The model 'dear' does not exist.\","
                        + "\"type\":\"invalid_request_error\",\"param\":\"model\",\"code\":\"model_not_found\"}}");
    }

    @Test
    void theListIsForKeysOnly() {
        assertThat(new GatewayClient(base, null).get("/v1/models").status()).isEqualTo(401);
    }

    @Test
    void healthNeedsNoKey() {
        GatewayClient nobody = new GatewayClient(base, null);
        assertThat(nobody.get("/health").body()).startsWith("{\"status\":\"ok\",\"version\":\"");
        assertThat(nobody.get("/health/ready").body()).startsWith("{\"status\":\"ready\",\"version\":\"");
    }

    @Test
    void aGatewayWithoutItsStoreIsNotReadyButAlive() {
        routes.down(true);
        assertThat(client.get("/health").status()).isEqualTo(200);
        Response ready = client.get("/health/ready");
        assertThat(ready.status()).isEqualTo(503);
        assertThat(ready.json().at("/error/code").asText()).isEqualTo("store_unavailable");
    }
}
