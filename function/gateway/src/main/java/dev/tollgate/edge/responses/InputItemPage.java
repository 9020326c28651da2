package dev.tollgate.edge.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.edge.RequestRules;
import dev.tollgate.parse.NumberParser;
import dev.tollgate.storedresponse.ResponseRecord;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A page of the items that a response was made of: the conversation before it, and what its own request has added
 * (https://platform.openai.com/docs/api-reference/responses/input-items).
 *
 * @param limit how many items it has at most
 * @param descending whether the last item comes first
 * @param after the id of the item before its first one; null for the first page
 */
record InputItemPage(
        int limit, boolean descending, @Nullable String after) {
    private static final int DEFAULT_LIMIT = 20;
    private static final int HIGHEST_LIMIT = 100;

    /** Reads the parameters of a query. */
    static InputItemPage of(MultivaluedMap<String, String> query) {
        String order = Optional.ofNullable(query.getFirst("order")).orElse("desc");
        if (!order.equals("asc") && !order.equals("desc")) {
            throw RequestRules.invalid("order", "asc or desc");
        }
        String limit = query.getFirst("limit");
        int size = limit == null
                ? DEFAULT_LIMIT
                : Math.toIntExact(NumberParser.whole(limit, 1L, HIGHEST_LIMIT)
                        .orElseThrow(() -> RequestRules.invalid("limit", "a whole number from 1 to " + HIGHEST_LIMIT)));
        return new InputItemPage(size, order.equals("desc"), query.getFirst("after"));
    }

    /**
     * The page as JSON.
     *
     * @param conversation the response, and before it those that it continues, oldest first
     */
    ObjectNode json(List<ResponseRecord> conversation) {
        List<ObjectNode> items = items(conversation);
        List<ObjectNode> ordered = descending ? items.reversed() : items;
        int from = after == null ? 0 : indexOf(ordered) + 1;
        List<ObjectNode> page = ordered.subList(from, Math.min(ordered.size(), from + limit));
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("object", "list");
        json.putArray("data").addAll(page);
        json.put("first_id", page.isEmpty() ? null : id(page.getFirst()));
        json.put("last_id", page.isEmpty() ? null : id(page.getLast()));
        return json.put("has_more", from + page.size() < ordered.size());
    }

    private int indexOf(List<ObjectNode> ordered) {
        for (int i = 0; i < ordered.size(); i++) {
            if (id(ordered.get(i)).equals(after)) {
                return i;
            }
        }
        throw RequestRules.invalid("after", "the id of an item in this list");
    }

    private static String id(ObjectNode item) {
        return item.path("id").asText();
    }

    private static List<ObjectNode> items(List<ResponseRecord> conversation) {
        List<ObjectNode> items = new ArrayList<>();
        for (int i = 0; i < conversation.size(); i++) {
            ResponseRecord response = conversation.get(i);
            StoredDocument document = StoredDocument.of(response);
            ArrayNode shown = i == conversation.size() - 1 ? document.input() : document.items();
            String suffix = ResponseId.part(response.name().id()) + "_in";
            int number = 0;
            for (JsonNode item : shown) {
                items.add(InputItems.shown(item, suffix + number++));
            }
        }
        return items;
    }
}
