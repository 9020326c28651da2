package dev.tollgate.edge.batches;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tollgate.edge.BatchLineFormat;
import dev.tollgate.edge.BatchedRequest;
import dev.tollgate.edge.NamedModel;
import dev.tollgate.edge.RequestBody;
import dev.tollgate.edge.RequestReader;
import dev.tollgate.openai.BatchEndpoint;
import dev.tollgate.openai.LegacyFunctions;
import jakarta.enterprise.context.ApplicationScoped;

/** Lines with chats. */
@ApplicationScoped
class ChatLineFormat implements BatchLineFormat {
    private final RequestReader reader;

    ChatLineFormat(RequestReader reader) {
        this.reader = reader;
    }

    @Override
    public BatchEndpoint endpoint() {
        return BatchEndpoint.CHAT;
    }

    @Override
    public BatchedRequest read(RequestBody body) {
        return BatchedRequest.of(LegacyFunctions.asTools(reader.chat(body, NamedModel.IN_BODY)));
    }

    @Override
    public JsonNode kept(BatchedRequest request) {
        return JsonNodeFactory.instance.pojoNode(request.request());
    }
}
