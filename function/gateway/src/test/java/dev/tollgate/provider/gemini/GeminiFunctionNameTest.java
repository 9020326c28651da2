package dev.tollgate.provider.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.provider.DropPolicy;
import dev.tollgate.provider.UnsupportedFields;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests names that OpenAI accepts and Gemini does not: dust-tt/dust#28212, diegosouzapw/OmniRoute#13752, kaitranntt/ccs#25. */
final class GeminiFunctionNameTest {
    @ParameterizedTest
    @CsvSource({"1c_reload,_1c_reload", "-a,_-a", "_1c,__1c", "__1c,___1c", "_a,_a", "a-1,a-1", "__,__"})
    void startsWithALetterOrAnUnderscore(String name, String sent) {
        assertThat(GeminiFunctionName.encode(name)).isEqualTo(sent);
        assertThat(GeminiFunctionName.decode(sent)).isEqualTo(name);
    }

    @Test
    void everyPlaceHasTheSameName() {
        JsonNode sent =
                EncodedRequest.sent("gemini-2.5-flash", """
                {"messages":[{"role":"user","content":"Hi"},
                  {"role":"assistant","content":null,"tool_calls":[
                    {"id":"c","type":"function","function":{"name":"1c","arguments":"{}"}}]},
                  {"role":"tool","tool_call_id":"c","content":"1"}],
                 "tools":[{"type":"function","function":{"name":"1c"}}],
                 "tool_choice":{"type":"function","function":{"name":"1c"}}}
                """, new UnsupportedFields("gemini", DropPolicy.NOTHING));

        assertThat(sent.at("/tools/0/functionDeclarations/0/name").asText()).isEqualTo("_1c");
        assertThat(sent.at("/toolConfig/functionCallingConfig/allowedFunctionNames/0")
                        .asText())
                .isEqualTo("_1c");
        assertThat(sent.at("/contents/1/parts/0/functionCall/name").asText()).isEqualTo("_1c");
        assertThat(sent.at("/contents/2/parts/0/functionResponse/name").asText())
                .isEqualTo("_1c");
    }

    @Test
    void theCallerGetsItsOwnName() {
        byte[] body = """
                {"candidates":[{"content":{"parts":[{"functionCall":{"name":"_1c"}}]},"finishReason":"STOP"}]}""".getBytes(StandardCharsets.UTF_8);

        assertThat(new GeminiReply("gemini").whole(body).toString()).contains("name=1c");
    }
}
