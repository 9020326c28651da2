package dev.tollgate.edge.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.process.MemoryLease;
import dev.tollgate.storedresponse.ResponseChain;
import dev.tollgate.storedresponse.ResponseRecord;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the items that a request only names ({@code item_reference}). An item that the gateway has worded has its response's number in its
 * id. Items of OpenAI's own are found where the request continues their response.
 */
final class ItemReferences {
    private static final Pattern OWN_ID = Pattern.compile("[a-z]+_([0-9a-f]{24})_[0-9]+");
    private static final String TYPE = "item_reference";

    private final ResponseChain chain;

    ItemReferences(ResponseChain chain) {
        this.chain = chain;
    }

    /**
     * The responses of a key that these items refer to.
     *
     * @param maxBytes how large all of them together may be
     * @param memory takes them
     * @throws GatewayException {@code INVALID_VALUE} if they are too many or too large
     */
    Collection<ResponseRecord> responses(String keyId, ArrayNode items, long maxBytes, MemoryLease memory) {
        List<String> ids = items.valueStream()
                .flatMap(item -> responseId(item).stream())
                .distinct()
                .toList();
        return chain.named(keyId, ids, "input", maxBytes, memory).values();
    }

    private static Optional<String> responseId(JsonNode item) {
        if (!isReference(item)) {
            return Optional.empty();
        }
        Matcher own = OWN_ID.matcher(item.path("id").asText());
        return own.matches() ? Optional.of(ResponseId.with(own.group(1))) : Optional.empty();
    }

    /**
     * The same items, each in the place of a reference to it. A reference to what is not there stays, and is refused later.
     *
     * @throws GatewayException {@code INVALID_VALUE} for a second reference to an item: a small request could name a large one
     *     many thousand times
     */
    static ArrayNode resolved(ArrayNode items, Collection<ResponseRecord> known) {
        Map<String, JsonNode> byId = new HashMap<>();
        known.forEach(response -> StoredDocument.of(response)
                .items()
                .forEach(item -> byId.put(item.path("id").asText(), item)));
        Set<String> named = new HashSet<>();
        ArrayNode resolved = JsonNodeFactory.instance.arrayNode();
        for (JsonNode item : items) {
            String id = item.path("id").asText();
            boolean found = isReference(item) && byId.containsKey(id);
            if (found && !named.add(id)) {
                throw GatewayException.of(
                        ErrorKind.INVALID_VALUE, "input", "Duplicate item found with id '" + id + "'.");
            }
            resolved.add(found ? byId.get(id) : item);
        }
        return resolved;
    }

    private static boolean isReference(JsonNode item) {
        return TYPE.equals(item.path("type").asText());
    }
}
