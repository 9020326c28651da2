package dev.tollgate.edge.media;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.edge.BatchLineFormat;
import dev.tollgate.edge.NamedModel;
import dev.tollgate.edge.RequestBody;
import dev.tollgate.openai.BatchEndpoint;
import dev.tollgate.openai.LineRequest;
import dev.tollgate.openai.MediaEndpoint;
import dev.tollgate.openai.MediaRequest;
import jakarta.enterprise.context.ApplicationScoped;

/** Lines with moderations. */
@ApplicationScoped
class ModerationLineFormat implements BatchLineFormat {
    private final MediaRequestReader reader;

    ModerationLineFormat(MediaRequestReader reader) {
        this.reader = reader;
    }

    @Override
    public BatchEndpoint endpoint() {
        return BatchEndpoint.MODERATIONS;
    }

    @Override
    public LineRequest read(RequestBody body) {
        return LineRequest.of(reader.read(MediaEndpoint.MODERATIONS, body, NamedModel.IN_BODY));
    }

    @Override
    public JsonNode kept(LineRequest request) {
        MediaRequest moderation = (MediaRequest) request.request();
        ObjectNode kept = JsonNodeFactory.instance.objectNode().put("model", moderation.model());
        moderation.extra().forEach(kept::set);
        return kept;
    }
}
