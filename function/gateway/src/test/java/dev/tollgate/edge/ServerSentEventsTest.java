package dev.tollgate.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.Delta;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.NativeEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Clients that split a stream at every line end of Unicode: langgenius/dify#39008, modelcontextprotocol/typescript-sdk#1925. */
final class ServerSentEventsTest {
    private static final String SAID = "ä\u2028b\u2029c\u0085d😀\"";
    private static final String ESCAPED = "ä\\u2028b\\u2029c\\u0085d";

    @Test
    void anEventOfOpenAisHasNoLineEndInItsText() throws IOException {
        Delta delta = new Delta(null, SAID, null, null, null, Map.of());
        ChatChunk chunk = new ChatChunk(
                "c",
                ChatChunk.OBJECT,
                0L,
                "m",
                List.of(new ChatChunk.Choice(0, delta, null, null, Map.of())),
                null,
                Map.of());
        for (boolean usageWanted : new boolean[] {false, true}) {
            String event = utf8(ServerSentEvents.chunk(chunk, usageWanted));
            assertThat(event).contains(ESCAPED);
            assertThat(JsonCodec.mapper()
                            .readTree(event.substring("data: ".length()))
                            .at("/choices/0/delta/content")
                            .textValue())
                    .isEqualTo(SAID);
        }
    }

    @Test
    void anEventWithANameHasNone() throws IOException {
        ObjectNode said = JsonNodeFactory.instance.objectNode().put("type", "t").put("text", SAID);
        assertThat(utf8(ServerSentEvents.typed(said)))
                .isEqualTo("event: t\ndata: {\"type\":\"t\",\"text\":\"" + ESCAPED + "😀\\\"\"}\n\n");
        assertThat(JsonCodec.mapper().readTree(ServerSentEvents.text(said))).isEqualTo(said);
    }

    @Test
    void anErrorHasNone() {
        assertThat(utf8(ServerSentEvents.error(new GatewayException(ErrorKind.INVALID_VALUE, SAID))))
                .contains(ESCAPED);
    }

    /** A provider's own client gets the same bytes from the provider. */
    @Test
    void aProvidersOwnEventStaysAsItIs() {
        assertThat(utf8(ServerSentEvents.event(new NativeEvent("", "{\"a\":\"b\u2028\"}"))))
                .isEqualTo("data: {\"a\":\"b\u2028\"}\n\n");
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
