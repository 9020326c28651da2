package dev.tollgate.edge.responses;

import java.util.Map;

/**
 * What decides how an answer becomes items.
 *
 * @param itemIds the start of the items' ids, after the prefix of their kind
 * @param tools the client's tools by the names of the functions that they are in chat
 * @param showsReasoning whether the client wants to see what the model thinks
 * @param encrypted whether the client keeps what only a provider reads
 */
record OutputSettings(String itemIds, Map<String, ClientTool> tools, boolean showsReasoning, boolean encrypted) {

    static OutputSettings of(ResponsesRequest request, String itemIds) {
        JsonFields body = new JsonFields(request.sent().body(), "");
        boolean shown = body.object("reasoning")
                .filter(reasoning -> reasoning.has("summary") || reasoning.has("generate_summary"))
                .isPresent();
        return new OutputSettings(
                itemIds, request.tools(), shown, body.texts("include").contains(RequestOptions.ENCRYPTED_REASONING));
    }
}
