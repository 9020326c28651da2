package dev.tollgate.provider.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.provider.DropPolicy;
import dev.tollgate.provider.UnsupportedFields;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BedrockCacheTest {
    private static final String MARKED = """
            {"tools":[{"type":"function","function":{"name":"f"},"cache_control":{"type":"ephemeral","ttl":"1h"}}],
            "messages":[{"role":"system","content":"s","cache_control":{"type":"ephemeral","ttl":"1h"}},
            {"role":"user","content":"a","cache_control":{"type":"ephemeral"}},
            {"role":"assistant","tool_calls":[{"id":"1","type":"function","function":{"name":"f","arguments":"{}"}}]},
            {"role":"tool","tool_call_id":"1","content":"b","cache_control":{"type":"ephemeral"}}]}""";

    private final BedrockAdapter adapter = new BedrockAdapter("bedrock", null, "eu-central-1");

    /**
     * LibreChat#13838 and holmesgpt#2332: Nova takes no cache point among the tools and next to results. earendil-works/pi#1570:
     * only Claude from 4.5 on takes a time.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            us.anthropic.claude-sonnet-4-5-20250929-v1:0  | tools 1h, system 1h, 0, 2 | -
            anthropic.claude-3-7-sonnet-20250219-v1:0     | tools, system, 0, 2       | cache_control.ttl
            us.amazon.nova-pro-v1:0                       | system, 0                 | cache_control
            us.meta.llama3-3-70b-instruct-v1:0            | -                         | cache_control
            arn:aws:bedrock:eu-central-1:1:application-inference-profile/a | tools 1h, system 1h, 0, 2 | -""")
    void sendsCachePointsOnlyWhereTheModelTakesThem(String model, String places, String dropped) throws IOException {
        UnsupportedFields unsupported = new UnsupportedFields("bedrock", DropPolicy.HINTS);
        JsonNode body = body(MARKED, model, unsupported);

        StringBuilder found = new StringBuilder();
        add("tools", body.at("/toolConfig/tools"), found);
        add("system", body.path("system"), found);
        for (int i = 0; i < body.path("messages").size(); i++) {
            add("" + i, body.at("/messages/" + i + "/content"), found);
        }
        assertThat(found).hasToString(places == null ? "" : places);
        if (dropped == null) {
            assertThat(unsupported.fields()).isEmpty();
        } else {
            assertThat(unsupported.fields()).contains(dropped);
        }
    }

    /** UncommonRoute#1: "a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block". */
    @Test
    void makesALongCacheShortAfterAShortOne() throws IOException {
        UnsupportedFields unsupported = new UnsupportedFields("bedrock", DropPolicy.HINTS);
        JsonNode body = body(
                MARKED.replaceFirst(",\"ttl\":\"1h\"", ""), "anthropic.claude-sonnet-4-5-20250929-v1:0", unsupported);

        assertThat(body.at("/system/1")).hasToString("{\"cachePoint\":{\"type\":\"default\"}}");
        assertThat(unsupported.fields()).containsExactly("cache_control.ttl");
    }

    private static void add(String place, JsonNode blocks, StringBuilder found) {
        for (JsonNode block : blocks) {
            if (block.has("cachePoint")) {
                String time = block.path("cachePoint").path("ttl").asText();
                found.append(found.isEmpty() ? "" : ", ").append(place).append(time.isEmpty() ? "" : " " + time);
            }
        }
    }

    private JsonNode body(String request, String model, UnsupportedFields unsupported) throws IOException {
        ChatRequest chat = JsonCodec.mapper().readValue(request, ChatRequest.class);
        return JsonCodec.mapper()
                .readTree(adapter.encode(chat, model, unsupported).body());
    }
}
