package dev.tollgate.edge.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.edge.ListPage;
import dev.tollgate.storedresponse.ResponseRecord;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.List;

/**
 * A page of the items that a response was made of: the conversation before it, and what its own request has added
 * (https://platform.openai.com/docs/api-reference/responses/input-items).
 */
record InputItemPage(ListPage page) {
    private static final int DEFAULT_LIMIT = 20;
    private static final int HIGHEST_LIMIT = 100;

    /** Reads the parameters of a query. */
    static InputItemPage of(MultivaluedMap<String, String> query) {
        return new InputItemPage(ListPage.of("item", query, DEFAULT_LIMIT, HIGHEST_LIMIT));
    }

    /**
     * The page as JSON.
     *
     * @param conversation the response, and before it those that it continues, oldest first
     */
    ObjectNode json(List<ResponseRecord> conversation) {
        return page.json(items(conversation).reversed());
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
