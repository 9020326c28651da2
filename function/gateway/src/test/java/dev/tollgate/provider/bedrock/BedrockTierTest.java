package dev.tollgate.provider.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.openai.ChatChunk;
import dev.tollgate.provider.DropPolicy;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.claude.TextAroundAnswer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Service tiers and optimised latency, as Converse has them. */
class BedrockTierTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "amazon.nova-pro-v1:0, flex, flex, -",
                "openai.gpt-oss-120b-1:0, priority, priority, -",
                "us.amazon.nova-2-lite-v1:0, fast, priority, -",
                "qwen.qwen3-32b-v1:0, auto, -, -",
                "qwen.qwen3-32b-v1:0, standard_only, -, -",
                "qwen.qwen3-32b-v1:0, scale, -, service_tier",
                "us.anthropic.claude-sonnet-4-5-20250929-v1:0, flex, -, service_tier",
                "us.anthropic.claude-sonnet-4-5-20250929-v1:0, reserved, reserved, -",
            })
    void aModelGetsTheTiersThatItHas(String model, String requested, String sent, String dropped) {
        UnsupportedFields unsupported = new UnsupportedFields("bedrock", DropPolicy.HINTS);

        assertThat(ConverseRequests.body("'service_tier':'" + requested + "'", model, unsupported)
                        .at("/serviceTier/type")
                        .textValue())
                .isEqualTo(sent);
        assertThat(String.join(",", unsupported.fields())).isEqualTo(dropped == null ? "" : dropped);
    }

    @Test
    void theReplyNamesItsTier() {
        ChatChunk counted = new BedrockReply("bedrock", new TextAroundAnswer(false))
                .whole("""
                        {"output":{"message":{"role":"assistant","content":[{"text":"Hi"}]}},"stopReason":"end_turn",\
                        "usage":{"inputTokens":1,"outputTokens":1},"serviceTier":{"type":"flex"}}""".getBytes(StandardCharsets.UTF_8)).stream()
                        .filter(chunk -> chunk.usage() != null)
                        .findFirst()
                        .orElseThrow();

        assertThat(counted.extra().get("service_tier").textValue()).isEqualTo("flex");
    }

    @Test
    void theLatencyIsBedrocksOwnField() {
        assertThat(ConverseRequests.body(
                                "'performanceConfig':{'latency':'optimized'}", "meta.llama3-1-70b-instruct-v1:0")
                        .at("/performanceConfig/latency")
                        .textValue())
                .isEqualTo("optimized");
    }

    @ParameterizedTest
    @CsvSource({"meta.llama3-3-70b-instruct-v1:0, 5", "mistral.mistral-large-2407-v1:0, 5", "amazon.nova-pro-v1:0, 3"})
    void someModelsTakeNothingBesideTheResultsOfTools(String model, int turns) {
        var body = ConverseRequests.body(
                "'messages':[{'role':'user','content':'Hi'},{'role':'assistant','tool_calls':[{'id':'t12345678',"
                        + "'type':'function','function':{'name':'f','arguments':'{}'}}]},"
                        + "{'role':'tool','tool_call_id':'t12345678','content':'1'},{'role':'user','content':'Go on'}]",
                model);

        assertThat(body.path("messages")).hasSize(turns);
        assertThat(body.path("messages").path(turns - 1).path("role").textValue())
                .isEqualTo("user");
    }
}
