package dev.tollgate.edge.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.storedresponse.ResponseName;
import dev.tollgate.storedresponse.ResponseRecord;
import dev.tollgate.storedresponse.ResponseStatus;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ItemReferencesTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

    private final List<ResponseRecord> known = List.of(response());

    @Test
    void anItemTakesThePlaceOfItsReference() {
        ArrayNode resolved = ItemReferences.resolved(references("msg_1", "msg_2"), known);

        assertThat(resolved.at("/0/content").textValue()).isEqualTo("Hello");
        assertThat(resolved.at("/1/type").textValue()).isEqualTo("item_reference");
    }

    @Test
    void anItemIsNamedOnce() {
        GatewayException failure = catchThrowableOfType(
                GatewayException.class, () -> ItemReferences.resolved(references("msg_1", "msg_1"), known));

        assertThat(failure.kind()).isEqualTo(ErrorKind.INVALID_VALUE);
        assertThat(failure).hasMessage("Duplicate item found with id 'msg_1'.");
    }

    private static ArrayNode references(String... ids) {
        ArrayNode items = NODES.arrayNode();
        for (String id : ids) {
            items.addObject().put("type", "item_reference").put("id", id);
        }
        return items;
    }

    private static ResponseRecord response() {
        ArrayNode output = NODES.arrayNode();
        output.addObject().put("type", "message").put("id", "msg_1").put("content", "Hello");
        return new ResponseRecord(
                new ResponseName("app", "resp_1"),
                ResponseStatus.COMPLETED,
                List.of(),
                "req_1",
                NOW,
                NOW,
                NOW,
                false,
                new StoredDocument(NODES.arrayNode(), NODES.objectNode().set("output", output)).bytes());
    }
}
