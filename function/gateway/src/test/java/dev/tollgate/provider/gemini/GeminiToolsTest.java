package dev.tollgate.provider.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.provider.ChatAdapter;
import dev.tollgate.provider.DropPolicy;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.UnsupportedFields;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the combinations of tools, tool choices and formats that Google rejects; the golden cases show the others. */
final class GeminiToolsTest {
    private static final String FUNCTION = "{\"type\":\"function\",\"function\":{\"name\":\"a\"}}";
    private static final ChatAdapter VERTEX = new GeminiKind()
            .adapter(new Provider(
                    "vertex",
                    "gemini",
                    URI.create("https://aiplatform.googleapis.com/v1/projects/p/locations/global/publishers/google"),
                    "env:VERTEX",
                    null));

    /** The last two: googleapis/python-genai#867 and maximhq/bifrost#4959. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        tools[1].type | {"tools":[F,{"type":"google_search"}]}
        web_search_options | {"tools":[F],"web_search_options":{}}
        response_format | {"tools":[{"type":"google_search"}],"response_format":{"type":"json_object"}}
        response_format | {"tools":[F],"response_format":{"type":"json_object"}}
        tool_choice | {"tools":[{"type":"google_search"}],"tool_choice":"required"}
        """)
    void refusesByNameWhatTheModelCannotCombine(String field, String fields) {
        String request = fields.replace("F", FUNCTION);
        assertThatThrownBy(() -> EncodedRequest.sent(
                        "gemini-2.5-flash", request, new UnsupportedFields("gemini", DropPolicy.HINTS)))
                .hasFieldOrPropertyWithValue("kind", ErrorKind.UNSUPPORTED_PARAMETER)
                .hasFieldOrPropertyWithValue("param", field);

        UnsupportedFields dropped = new UnsupportedFields("gemini", DropPolicy.EVERYTHING);
        EncodedRequest.sent("gemini-2.5-flash", request, dropped);
        assertThat(dropped.fields()).containsExactly(field);
    }

    @Test
    void vertexCombinesNoFunctionsWithSearch() {
        String request = "{\"tools\":[" + FUNCTION + ",{\"type\":\"google_search\"}]}";

        assertThatThrownBy(() -> EncodedRequest.encode(VERTEX, "gemini-3-flash-preview", request))
                .hasFieldOrPropertyWithValue("param", "tools[1].type");
    }

    /** Alishahryar1/free-claude-code#1470: Claude Code searches the web with Anthropic's tool, and forces it. */
    @Test
    void anthropicsSearchBecomesGooglesOwn() {
        String search = "{\"type\":\"web_search_20250305\",\"name\":\"web_search\",\"max_uses\":8}";
        JsonNode sent = sent("{\"tools\":[" + search
                + "],\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"web_search\"}}}");

        assertThat(sent.path("tools")).hasToString("[{\"googleSearch\":{}}]");
        assertThat(sent.has("toolConfig")).isFalse();
    }

    /** googleapis/python-genai#1723 */
    @Test
    void vertexReturnsSeveralCandidates() {
        assertThat(new String(
                        EncodedRequest.encode(VERTEX, "gemini-3-flash-preview", "{\"n\":2}")
                                .body(),
                        StandardCharsets.UTF_8))
                .contains("\"candidateCount\":2");
    }

    @Test
    void choosingNoToolLeavesOutGooglesOwn() {
        JsonNode sent = sent("{\"tools\":[" + FUNCTION + ",{\"type\":\"google_search\"}],\"tool_choice\":\"none\"}");

        assertThat(sent.path("tools")).hasToString("[{\"functionDeclarations\":[{\"name\":\"a\"}]}]");
        assertThat(sent.at("/toolConfig")).hasToString("{\"functionCallingConfig\":{\"mode\":\"NONE\"}}");
    }

    @Test
    void refusesTwoFunctionsOfOneNameUnlessTheyAreTheSame() {
        String other = "{\"type\":\"function\",\"function\":{\"name\":\"a\",\"description\":\"Another.\"}}";

        assertThat(sent("{\"tools\":[" + FUNCTION + "," + FUNCTION + "]}").at("/tools/0/functionDeclarations"))
                .hasSize(1);
        assertThatThrownBy(() -> sent("{\"tools\":[" + FUNCTION + "," + other + "]}"))
                .hasFieldOrPropertyWithValue("param", "tools[1]");
    }

    private static JsonNode sent(String fields) {
        return EncodedRequest.sent(
                "gemini-3-flash-preview", fields, new UnsupportedFields("gemini", DropPolicy.NOTHING));
    }

    @Test
    void namesTheMarkOfAnthropicsCache() {
        UnsupportedFields strict = new UnsupportedFields("gemini", DropPolicy.NOTHING);
        EncodedRequest.sent("gemini-2.5-flash", """
            {"tools": [{"type": "function", "cache_control": {"type": "ephemeral"}, "function": {"name": "f"}}]}""", strict);
        assertThat(strict.fields()).containsExactly("tools[].cache_control");
    }
}
