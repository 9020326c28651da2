package dev.tollgate.provider.compatible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.provider.DropPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Anthropic's own tools, which Claude Code sends when it searches the web (Alishahryar1/free-claude-code#1470). */
class CompatibleServerToolsTest {
    private static final String SEARCH = "{\"type\":\"web_search_20250305\",\"name\":\"web_search\",\"max_uses\":8}";
    private static final String FUNCTION =
            "{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":{\"type\":\"object\",\"properties\":{}}}}";
    private static final String CHOICE =
            ",\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"web_search\"}}";

    @ParameterizedTest
    @CsvSource({"perplexity, sonar-pro", "openai, gpt-4o-search-preview", "openrouter, anthropic/claude-sonnet-5"})
    void aModelThatSearchesDoesItInItsOwnWay(String provider, String model) {
        JsonNode sent = CompatibleRequest.of(provider, model, request(SEARCH), DropPolicy.NOTHING)
                .json();
        assertThat(sent.path("web_search_options")).hasToString("{}");
        assertThat(sent.has("tools")).isFalse();
        assertThat(sent.has("tool_choice")).isFalse();
    }

    @Test
    void theSearchKeepsItsPlaceAndRefusesItsDomains() {
        String place =
                SEARCH.replace("\"max_uses\":8", "\"user_location\":{\"type\":\"approximate\",\"city\":\"Bern\"}");
        assertThat(CompatibleRequest.of("perplexity", "sonar", request(place), DropPolicy.NOTHING)
                        .json()
                        .path("web_search_options"))
                .hasToString("{\"user_location\":{\"type\":\"approximate\",\"approximate\":{\"city\":\"Bern\"}}}");
        String domains = SEARCH.replace("\"max_uses\":8", "\"allowed_domains\":[\"a.example\"]");
        assertThatThrownBy(() -> CompatibleRequest.sent("perplexity", "sonar", request(domains)))
                .hasMessageContaining("'tools[0].allowed_domains': perplexity has no such option of its search");
    }

    @Test
    void otherProvidersAreNotTried() {
        assertThatThrownBy(() -> CompatibleRequest.sent("deepseek", "deepseek-chat", request(SEARCH)))
                .hasMessage("Unsupported parameter: 'tools[0].type': deepseek has no such tool.");
        JsonNode sent = CompatibleRequest.of(
                        "deepseek", "deepseek-chat", request(SEARCH + "," + FUNCTION), DropPolicy.EVERYTHING)
                .json();
        assertThat(sent.path("tools")).hasToString("[" + FUNCTION + "]");
        assertThat(sent.has("tool_choice")).isFalse();
    }

    /** BerriAI/litellm#32059 */
    @ParameterizedTest
    @ValueSource(strings = {"mistral", "groq", "cerebras"})
    void aStrictProviderDoesNotGetASearch(String provider) {
        String request = "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"web_search_options\":{}}";
        assertThatThrownBy(() -> CompatibleRequest.sent(provider, "m", request))
                .hasMessage("Unsupported parameter: 'web_search_options': " + provider + " does not take it.");
    }

    @Test
    void aServerThatNobodyHasDescribedGetsThemAsTheyAre() {
        assertThat(CompatibleRequest.sent("a-server-of-their-own", "m", request(SEARCH)))
                .contains("\"type\":\"web_search_20250305\"", "\"tool_choice\"");
    }

    private static String request(String tools) {
        return "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"tools\":[" + tools + "]" + CHOICE + "}";
    }
}
