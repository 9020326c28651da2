package dev.tollgate.provider.claude;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * The citations of a text (https://platform.claude.com/docs/en/build-with-claude/citations). Of a web page that another model has found,
 * the gateway says the address and the title in the same form, but it has no index into Claude's search results, and Claude refuses
 * a citation without one.
 */
public final class ClaudeCitations {
    /** The field of a text. In a document it says whether Claude may cite it. */
    public static final String FIELD = "citations";

    private ClaudeCitations() {}

    /** The citations by Claude itself; the same object if there are no others. */
    public static JsonNode own(JsonNode citations) {
        if (!(citations instanceof ArrayNode all) || all.valueStream().allMatch(ClaudeCitations::isOwn)) {
            return citations;
        }
        return JsonNodeFactory.instance
                .arrayNode()
                .addAll(all.valueStream().filter(ClaudeCitations::isOwn).toList());
    }

    private static boolean isOwn(JsonNode citation) {
        return !citation.path("type").asText().equals("web_search_result_location")
                || !citation.path("encrypted_index").asText().isEmpty();
    }
}
