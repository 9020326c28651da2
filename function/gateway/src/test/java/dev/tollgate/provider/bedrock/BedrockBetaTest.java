package dev.tollgate.provider.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.provider.DropPolicy;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.UpstreamRequest;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** BerriAI/litellm#19877, BerriAI/litellm#22451, anthropics/claude-code#49370. */
final class BedrockBetaTest {
    private final BedrockAdapter adapter = new BedrockAdapter("bedrock", null, "eu-central-1");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            us.anthropic.claude-sonnet-4-5-20250929-v1:0 | context-1m-2025-08-07 | ["context-1m-2025-08-07"]
            eu.anthropic.claude-opus-4-6-v1 | claude-code-20250219, interleaved-thinking-2025-05-14,effort-2025-11-24 | ["interleaved-thinking-2025-05-14","effort-2025-11-24"]
            eu.anthropic.claude-opus-4-6-v1 | mcp-servers-2025-12-04 | ''
            amazon.nova-pro-v1:0 | context-1m-2025-08-07 | ''
            """)
    void claudeGetsTheFeaturesThatBedrockKnows(String model, String header, String betas) throws IOException {
        UpstreamRequest sent = adapter.withClientHeaders(encoded(model), Map.of("anthropic-beta", header));
        JsonNode field = JsonCodec.mapper().readTree(sent.body()).at("/additionalModelRequestFields/anthropic_beta");
        assertThat(field.isMissingNode() ? "" : field.toString()).isEqualTo(betas);
        assertThat(sent.headers()).doesNotContainKey("anthropic-beta");
    }

    @Test
    void theFeaturesThatClaudeDoesNotGetAreNamed() throws IOException {
        Map<String, String> headers = Map.of("anthropic-beta", "effort-2025-11-24, mcp-client-2025-04-04");

        assertThat(adapter.droppedHeaders(encoded("eu.anthropic.claude-opus-4-6-v1"), headers))
                .containsExactly("anthropic-beta.mcp-client-2025-04-04");
        assertThat(adapter.droppedHeaders(encoded("amazon.nova-pro-v1:0"), headers))
                .isEmpty();
    }

    @Test
    void theOtherFieldsStay() throws IOException {
        UpstreamRequest sent = adapter.withClientHeaders(
                encoded("anthropic.claude-opus-4-6-v1"), Map.of("anthropic-beta", "context-1m-2025-08-07"));
        assertThat(JsonCodec.mapper().readTree(sent.body()).get("additionalModelRequestFields"))
                .hasToString("{\"top_k\":5,\"anthropic_beta\":[\"context-1m-2025-08-07\"]}");
    }

    private UpstreamRequest encoded(String model) throws IOException {
        String topK = model.contains("opus") ? ",\"top_k\":5" : "";
        ChatRequest request = JsonCodec.mapper()
                .readValue("{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]" + topK + "}", ChatRequest.class);
        return adapter.encode(request, model, new UnsupportedFields("bedrock", DropPolicy.HINTS));
    }
}
