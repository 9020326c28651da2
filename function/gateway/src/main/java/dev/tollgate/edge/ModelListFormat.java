package dev.tollgate.edge;

import dev.tollgate.pipeline.ModelEntry;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/** How an API words a list of models, if it has one at OpenAI's path. */
public interface ModelListFormat {

    /**
     * The part of the list that the request wants, as JSON.
     *
     * @throws dev.tollgate.openai.GatewayException {@code INVALID_VALUE} if it wants none that is there
     */
    byte[] list(List<ModelEntry> models, HttpServerRequest request);

    /** One model, as JSON. */
    byte[] one(ModelEntry model);
}
