package dev.tollgate.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.provider.Provider;
import dev.tollgate.route.Alias;
import dev.tollgate.route.ModelName;
import dev.tollgate.upstream.Replies;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** If a target does not support a field, the gateway calls another target or names the field, and never drops it silently. */
@QuarkusTest
final class UnsupportedFieldsTest extends GatewayTest {
    private static final String CLAUDE = """
            {"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-4-5","stop_reason":"end_turn",
            "content":[{"type":"text","text":"Hello"}],"usage":{"input_tokens":3,"output_tokens":1}}""";

    @BeforeEach
    void twoProviders() {
        routes.provider(new Provider(
                "claude",
                "anthropic",
                upstream.answersAt("claude", "messages", Replies.status(200, CLAUDE)),
                "secret",
                null));
        routes.provider("open", upstream.answers("open", Replies.hello()));
    }

    @Test
    void withoutAnotherTargetItIsRefusedByNameAndNoTargetIsCalled() {
        Response response = client.chat(with("\"logprobs\":true", "claude/claude-sonnet-4-5"));

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.json().at("/error/param").asText()).isEqualTo("logprobs");
        assertThat(attempts(response)).isEmpty();
    }

    @Test
    void theNextTargetIsCalledIfItCanHonourIt() {
        routes.alias("either", "claude/claude-sonnet-4-5", "open/m");
        Response response = client.chat(with("\"logprobs\":true", "either"));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("x-tollgate-provider")).isEqualTo("open");
        assertThat(response.header("x-tollgate-dropped")).isNull();
    }

    @Test
    void aHintIsLeftOutAndNamed() {
        Response response = client.chat(with("\"seed\":7", "claude/claude-sonnet-4-5"));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("x-tollgate-dropped")).isEqualTo("seed");
        assertThat(upstream.received("claude").getLast().body()).doesNotContain("seed");
    }

    @Test
    void aStrictKeyGetsA400ForAHint() {
        keys.put(ApiKey.builder("strict", KeyHash.of("tg-strict"))
                .dropUnsupported(false)
                .build());
        GatewayClient strict = new GatewayClient(base, "tg-strict");

        Response refused = strict.chat(with("\"seed\":7", "claude/claude-sonnet-4-5"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/error/param").asText()).isEqualTo("seed");
        assertThat(strict.chat(question("claude/claude-sonnet-4-5")).status()).isEqualTo(200);
    }

    /** miaoxworld/NativeTavern#83, lobehub/lobehub#7370: fields at OpenAI's default ask for nothing. */
    @Test
    void aDefaultIsNeitherRefusedNorNamed() {
        keys.put(ApiKey.builder("strict", KeyHash.of("tg-strict"))
                .dropUnsupported(false)
                .build());
        String defaults = "\"presence_penalty\":0,\"frequency_penalty\":0,\"logit_bias\":{},\"n\":1,\"stop\":[],"
                + "\"parallel_tool_calls\":true,\"tools\":[],\"tool_choice\":\"auto\",\"logprobs\":false,"
                + "\"top_logprobs\":0,\"response_format\":{\"type\":\"text\"},\"modalities\":[\"text\"],"
                + "\"store\":false,\"service_tier\":\"auto\",\"metadata\":{},\"functions\":[],\"user\":\"\",\"seed\":null";
        Response response = new GatewayClient(base, "tg-strict").chat(with(defaults, "claude/claude-sonnet-4-5"));

        assertThat(response.status()).as(response.body()).isEqualTo(200);
        assertThat(response.header("x-tollgate-dropped")).isNull();
    }

    @Test
    void whereTheAliasLetsItGoItIsLeftOutAndTold() {
        ModelName model = new ModelName("claude", "claude-sonnet-4-5");
        routes.alias(Alias.builder("lenient")
                .targets(List.of(Alias.TargetSpec.of(model)))
                .dropUnsupported(true)
                .build());
        Response response = client.chat(with("\"logprobs\":true,\"logit_bias\":{\"1\":2}", "lenient"));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("x-tollgate-dropped")).isEqualTo("logprobs, logit_bias");
        assertThat(upstream.received("claude").getLast().body()).doesNotContain("logprobs", "logit_bias");
    }

    @Test
    void aFieldsNameThatNoHeaderCanHoldIsToldWithoutIt() {
        ModelName model = new ModelName("claude", "claude-sonnet-4-5");
        routes.alias(Alias.builder("lenient")
                .targets(List.of(Alias.TargetSpec.of(model)))
                .dropUnsupported(true)
                .build());
        Response response = client.chat(question("lenient").replaceFirst("}$", ",\"a\\\\r\\\\nb\":1}"));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("x-tollgate-dropped")).isEqualTo("a??b");
    }

    private static String with(String fields, String model) {
        return question(model).replaceFirst("}$", "," + fields + "}");
    }
}
