package dev.tollgate.edge.batches;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tollgate.edge.BatchLineFormat;
import dev.tollgate.edge.NamedModel;
import dev.tollgate.edge.RequestBody;
import dev.tollgate.edge.RequestReader;
import dev.tollgate.openai.BatchEndpoint;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.ConvertedChat;
import dev.tollgate.openai.LegacyFunctions;
import dev.tollgate.openai.LineRequest;
import dev.tollgate.openai.NamedFields;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

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
    public LineRequest read(RequestBody body) {
        ConvertedChat read = reader.chat(body, NamedModel.IN_BODY);
        ChatRequest chat = NamedFields.in(read.names(), () -> LegacyFunctions.asTools(read.request()));
        return new LineRequest(chat, Optional.empty(), read.names());
    }

    @Override
    public JsonNode kept(LineRequest request) {
        return JsonNodeFactory.instance.pojoNode(request.request());
    }
}
