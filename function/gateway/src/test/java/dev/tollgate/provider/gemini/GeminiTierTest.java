package dev.tollgate.provider.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.provider.DropPolicy;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.UpstreamRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Service tiers: a field at Gemini's API, a header at Vertex AI (googleapis/python-genai#2847). */
class GeminiTierTest {
    private static final String VERTEX = "https://example.com/v1/projects/p/locations/global/publishers/google";

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "flex, flex, -",
                "fast, priority, -",
                "auto, -, -",
                "default, -, -",
                "scale, -, service_tier",
            })
    void theTierIsSentInGooglesWay(String requested, String sent, String dropped) throws IOException {
        UnsupportedFields unsupported = new UnsupportedFields("gemini", DropPolicy.HINTS);
        String fields = "{\"service_tier\":\"" + requested + "\"}";
        JsonNode body = EncodedRequest.sent("gemini-2.5-flash", fields, unsupported);
        UpstreamRequest vertex = new GeminiAdapter(new Provider("vertex", "gemini", URI.create(VERTEX), null, null))
                .encode(
                        EncodedRequest.request(fields),
                        "gemini-2.5-flash",
                        new UnsupportedFields("vertex", DropPolicy.HINTS));

        assertThat(body.path("serviceTier").textValue()).isEqualTo(sent);
        assertThat(vertex.headers().get("x-vertex-ai-llm-shared-request-type")).isEqualTo(sent);
        assertThat(JsonCodec.mapper().readTree(vertex.body()).has("serviceTier"))
                .isFalse();
        assertThat(String.join(",", unsupported.fields())).isEqualTo(dropped == null ? "" : dropped);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "flex, -, flex",
                "SERVICE_TIER_PRIORITY, -, priority",
                "-, ON_DEMAND_FLEX, flex",
                "-, ON_DEMAND_PRIORITY, priority",
                "-, ON_DEMAND, -",
                "standard, -, -",
            })
    void theReplyNamesItsTier(String tier, String traffic, String served) {
        assertThat(GeminiTier.served(tier, traffic).values())
                .extracting(JsonNode::textValue)
                .isEqualTo(served == null ? List.of() : List.of(served));
    }
}
