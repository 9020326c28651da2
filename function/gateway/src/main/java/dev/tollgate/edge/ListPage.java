package dev.tollgate.edge;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.parse.NumberParser;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A page of one of OpenAI's lists, from which a client goes on by the id of the last object that it has.
 *
 * @param noun what the list has, for errors
 * @param limit how many it has at most
 * @param ascending whether the oldest comes first
 * @param after the id of the one before its first one; null for the first page
 */
public record ListPage(
        String noun, int limit, boolean ascending, @Nullable String after) {

    /** Reads the parameters of a query. */
    public static ListPage of(String noun, MultivaluedMap<String, String> query, int defaultItems, int mostItems) {
        String order = Optional.ofNullable(query.getFirst("order")).orElse("desc");
        if (!order.equals("asc") && !order.equals("desc")) {
            throw RequestRules.invalid("order", "asc or desc");
        }
        String limit = query.getFirst("limit");
        int size = limit == null
                ? defaultItems
                : NumberParser.whole(limit, 1, mostItems)
                        .orElseThrow(() -> RequestRules.invalid("limit", "a whole number from 1 to " + mostItems));
        return new ListPage(noun, size, order.equals("asc"), query.getFirst("after"));
    }

    /**
     * The page as JSON.
     *
     * @param newestFirst all objects, each with its id
     */
    public ObjectNode json(List<ObjectNode> newestFirst) {
        List<ObjectNode> ordered = ascending ? newestFirst.reversed() : newestFirst;
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
        throw RequestRules.invalid("after", "the id of an " + noun + " in this list");
    }

    private static String id(ObjectNode object) {
        return object.path("id").asText();
    }
}
