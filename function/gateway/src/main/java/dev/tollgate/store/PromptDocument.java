package dev.tollgate.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.promptlog.LoggedCall;
import java.util.Locale;

/** The JSON of a call that is kept. */
final class PromptDocument {
    private PromptDocument() {}

    static byte[] of(LoggedCall call) {
        ObjectNode document = JsonCodec.mapper().createObjectNode();
        document.put("request_id", call.requestId())
                .put("key_id", call.keyId())
                .put("alias", call.alias())
                .put("provider", call.provider())
                .put("model", call.model())
                .put("received_at", call.receivedAt().toString())
                .put("ended_at", call.endedAt().toString())
                .put("outcome", call.outcome().name().toLowerCase(Locale.ROOT))
                .put("error", call.error() == null ? null : call.error().word())
                .set("request", JsonCodec.mapper().valueToTree(call.request()));
        document.set("answer", JsonCodec.mapper().valueToTree(call.answer()));
        try {
            return JsonCodec.mapper().writeValueAsBytes(document);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("cannot write a tree as JSON", impossible);
        }
    }
}
