package dev.tollgate.provider.claude;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.JsonCodec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * ComposioHQ/composio#3574, beautyfree/appstore-connect-mcp#2: "Property keys should match pattern '^[a-zA-Z0-9_.-]{1,64}$'" for
 * {@code $top} and {@code filter[id]}.
 */
class PropertyNamesTest {
    private static final List<String> NAMES = List.of(
            "$top",
            "filter[id]",
            "@odata.type",
            "user name",
            "a.b-c_d",
            "größe",
            "say \"hi\"",
            "-$-",
            "a-.-b",
            "\ud83d\ude00 a");

    @Test
    void sendsNamesThatClaudeTakesAndReturnsTheCallers() throws JsonProcessingException {
        for (String name : NAMES) {
            JsonNode sent = ToolSchema.of(schema(name));
            String property = sent.path("properties").fieldNames().next();

            assertThat(property).matches("[a-zA-Z0-9_.-]{1,64}");
            assertThat(sent.path("required")).hasToString("[\"" + property + "\"]");
            for (int size = 1; size < 8; size++) {
                assertThat(JsonCodec.mapper().readTree(read("{\"" + property + "\":\"a-\"}", size)))
                        .isEqualTo(JsonCodec.mapper().createObjectNode().put(name, "a-"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"a\":-.5}", "{\"a\":\"-.2\"}", "{\"a\":\"x -.g1.- y\"}", "-", "", "-.ffffff.-", "{\"a\":-1}"})
    void leavesOtherArgumentsAsTheyAre(String arguments) {
        for (int size = 1; size < 8; size++) {
            assertThat(read(arguments, size)).isEqualTo(arguments);
        }
    }

    private static String read(String arguments, int size) {
        PropertyNames names = new PropertyNames();
        StringBuilder read = new StringBuilder();
        for (int i = 0; i < arguments.length(); i += size) {
            read.append(names.add(arguments.substring(i, Math.min(i + size, arguments.length()))));
        }
        return read.append(names.end()).toString();
    }

    private static JsonNode schema(String name) {
        var schema = JsonCodec.mapper().createObjectNode().put("type", "object");
        schema.putObject("properties").putObject(name).put("type", "string");
        schema.putArray("required").add(name);
        return schema;
    }
}
