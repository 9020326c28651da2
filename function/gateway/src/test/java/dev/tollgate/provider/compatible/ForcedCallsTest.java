package dev.tollgate.provider.compatible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models that think whatever the request says, and then take no {@code tool_choice} that forces a call, or not every one. */
class ForcedCallsTest {
    private static final String NAMED = "{\"type\":\"function\",\"function\":{\"name\":\"g\"}}";

    /** pydantic/pydantic-ai#3644, UKGovernmentBEIS/inspect_ai#5152 */
    @ParameterizedTest
    @CsvSource({
        "deepseek, deepseek-reasoner",
        "moonshot, kimi-k2-thinking",
        "moonshot, kimi-k2-thinking-turbo",
        "moonshot, kimi-thinking-preview"
    })
    void aModelThatCannotBeForcedIsNotTried(String provider, String model) {
        for (String choice : new String[] {"\"required\"", NAMED}) {
            assertThatThrownBy(() -> CompatibleRequest.sent(provider, model, request(choice)))
                    .hasMessageContaining("'tool_choice': " + provider + " takes only auto, none here");
        }
        assertThat(CompatibleRequest.sent(provider, model, request("\"auto\""))).contains("\"tool_choice\":\"auto\"");
    }

    /** can1357/oh-my-pi#5994: Kimi K3 takes {@code required}, but no name. */
    @Test
    void kimiK3GetsTheNamedFunctionOnly() {
        assertThat(CompatibleRequest.sent("moonshot", "kimi-k3", request(NAMED)))
                .contains("\"tool_choice\":\"required\"", "\"name\":\"g\"")
                .doesNotContain("\"name\":\"f\"");
        assertThat(CompatibleRequest.sent("moonshot", "kimi-k3", request("\"required\"")))
                .contains("\"tool_choice\":\"required\"", "\"name\":\"g\"", "\"name\":\"f\"");
    }

    private static String request(String choice) {
        return "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"tools\":[" + tool("f") + "," + tool("g")
                + "],\"tool_choice\":" + choice + "}";
    }

    private static String tool(String name) {
        return "{\"type\":\"function\",\"function\":{\"name\":\"" + name + "\",\"parameters\":{}}}";
    }
}
