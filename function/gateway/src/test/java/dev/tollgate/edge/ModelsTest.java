package dev.tollgate.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The names a key may ask for, and the gateway's health. */
@QuarkusTest
final class ModelsTest extends GatewayTest {
    private static final String LLAMA =
            "{\"id\":\"router/meta/llama\",\"object\":\"model\",\"created\":0,\"owned_by\":\"router\",\"unpriced\":true}";
    private static final String CHEAP =
            "{\"id\":\"cheap\",\"object\":\"model\",\"created\":0,\"owned_by\":\"tollgate\","
                    + "\"targets\":[\"router/meta/llama\"],\"unpriced\":true}";

    @BeforeEach
    void anAlias() {
        routes.provider("router", upstream.uri("router"));
        routes.alias("cheap", "router/meta/llama");
        keys.put(new ApiKey(
                "lister",
                KeyHash.of("tg-lister"),
                false,
                null,
                Set.of("cheap", "router/meta/llama", "unknown"),
                null,
                null,
                null));
        client = new GatewayClient(base, "tg-lister");
    }

    @Test
    void aKeySeesTheAliasesAndModelsItMayUse() {
        Response response = client.get("/v1/models");
        assertThat(response.body()).isEqualTo("{\"object\":\"list\",\"data\":[" + CHEAP + "," + LLAMA + "]}");
        assertThat(response.header("content-type")).startsWith("application/json");
        assertThat(response.requestId()).startsWith("req_");
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
        assertThat(client.get("/v1/models/cheap").body()).isEqualTo(CHEAP);
        routes.alias("cheap", "anthropic/claude-sonnet-5", "anthropic/claude-haiku-4-5");
        assertThat(client.get("/v1/models/cheap").body())
                .isEqualTo("{\"id\":\"cheap\",\"object\":\"model\",\"created\":0,\"owned_by\":\"tollgate\","
                        + "\"context_window\":200000}");
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
        assertThat(nobody.get("/health").body()).isEqualTo("{\"status\":\"ok\"}");
        assertThat(nobody.get("/health/ready").body()).isEqualTo("{\"status\":\"ready\"}");
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
