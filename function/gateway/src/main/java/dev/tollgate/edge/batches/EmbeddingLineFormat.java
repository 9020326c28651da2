package dev.tollgate.edge.batches;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tollgate.edge.BatchLineFormat;
import dev.tollgate.edge.NamedModel;
import dev.tollgate.edge.RequestBody;
import dev.tollgate.edge.RequestReader;
import dev.tollgate.openai.BatchEndpoint;
import dev.tollgate.openai.LineRequest;
import jakarta.enterprise.context.ApplicationScoped;

/** Lines with requests for embeddings. */
@ApplicationScoped
class EmbeddingLineFormat implements BatchLineFormat {
    private final RequestReader reader;

    EmbeddingLineFormat(RequestReader reader) {
        this.reader = reader;
    }

    @Override
    public BatchEndpoint endpoint() {
        return BatchEndpoint.EMBEDDINGS;
    }

    @Override
    public LineRequest read(RequestBody body) {
        return LineRequest.of(reader.embedding(body, NamedModel.IN_BODY));
    }

    @Override
    public JsonNode kept(LineRequest request) {
        return JsonNodeFactory.instance.pojoNode(request.request());
    }
}
