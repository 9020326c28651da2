package dev.tollgate.edge.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.EndUserFields;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.UntranslatedField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesReaderTest {

    /** The end user's budget is one for all APIs, so the name is what the client sent. Adapters shorten it for their provider. */
    @ParameterizedTest
    @ValueSource(ints = {1, 64, 65, 300})
    void anEndUserHasTheirWholeName(int length) {
        String user = "u".repeat(length);
        ObjectNode body = body();
        body.putObject("metadata").put("user_id", user);

        assertThat(EndUserFields.of(MessagesReader.request(body).chat())).contains(user);
    }

    @Test
    void aListThatIsEmptyAsksForNothing() {
        ObjectNode body = body();
        body.putArray("mcp_servers");
        body.putObject("container");

        assertThat(MessagesReader.request(body).sent().untranslated())
                .containsExactly(new UntranslatedField("container", "does not support it"));
    }

    private static ObjectNode body() {
        ObjectNode body =
                JsonCodec.mapper().createObjectNode().put("model", "m").put("max_tokens", 1);
        body.putArray("messages").addObject().put("role", "user").put("content", "Hi");
        return body;
    }
}
