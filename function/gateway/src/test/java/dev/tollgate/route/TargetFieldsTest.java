package dev.tollgate.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.fake.SampleRequests;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.provider.DropPolicy;
import dev.tollgate.provider.Provider;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What directs the gateway goes to no provider but another router. */
class TargetFieldsTest {
    private static final JsonNode SEED = json("7");
    private static final JsonNode SESSION = json("\"s\"");
    private static final JsonNode PROVIDER = json("{\"order\":[\"together\"],\"ignore\":[\"x\"],\"sort\":\"price\"}");
    private static final Map<String, JsonNode> SENT =
            Map.of("seed", SEED, "provider", PROVIDER, "session_id", SESSION, "prompt_cache_key", SESSION);

    @Test
    void aProviderGetsOnlyWhatIsForIt() {
        assertThat(TargetFields.of(request("smart"), target("openai")).extra())
                .isEqualTo(Map.of("seed", SEED, "prompt_cache_key", SESSION));
    }

    @Test
    void aRouterGetsTheRestWithoutTheNamesOfTheGateway() {
        assertThat(TargetFields.of(request("smart"), target("openrouter")).extra())
                .isEqualTo(Map.of(
                        "seed",
                        SEED,
                        "provider",
                        json("{\"sort\":\"price\"}"),
                        "session_id",
                        SESSION,
                        "prompt_cache_key",
                        SESSION));
    }

    @Test
    void aRouterWhoseModelIsRequestedGetsAll() {
        assertThat(TargetFields.of(request("openrouter/a/b:nitro"), target("openrouter"))
                        .extra())
                .isEqualTo(SENT);
    }

    private static ChatRequest request(String model) {
        return SampleRequests.of("hello").withModel(model).withExtra(SENT);
    }

    private static Target target(String provider) {
        return new Target(
                new Provider(provider, "openai", URI.create("http://127.0.0.1/v1"), null, null), "m", DropPolicy.HINTS);
    }

    private static JsonNode json(String text) {
        try {
            return JsonCodec.mapper().readTree(text);
        } catch (JsonProcessingException invalid) {
            throw new IllegalArgumentException(invalid);
        }
    }
}
