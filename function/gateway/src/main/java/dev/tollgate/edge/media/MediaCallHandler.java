package dev.tollgate.edge.media;

import dev.tollgate.edge.MediaResponseWriter;
import dev.tollgate.edge.ModelCallHandler;
import dev.tollgate.edge.NamedModel;
import dev.tollgate.openai.MediaEndpoint;
import dev.tollgate.openai.MediaRequest;
import dev.tollgate.pipeline.ModelCall;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;

/** Reads a request to a media endpoint, and lets the pipeline respond to it. */
@ApplicationScoped
class MediaCallHandler {
    private final ModelCallHandler handler;
    private final MediaRequestReader reader;
    private final ModelCall pipeline;

    MediaCallHandler(ModelCallHandler handler, MediaRequestReader reader, ModelCall pipeline) {
        this.handler = handler;
        this.reader = reader;
        this.pipeline = pipeline;
    }

    /** Returns when the call is settled, and its response on its way. */
    void handle(MediaEndpoint endpoint, RoutingContext http, InputStream body) {
        handle(endpoint, http, body, NamedModel.IN_BODY);
    }

    /** The same where the path may name the model. */
    void handle(MediaEndpoint endpoint, RoutingContext http, InputStream body, NamedModel model) {
        handler.handle(http, (call, key) -> {
            MediaRequest request = reader.read(endpoint, call.body(body), model);
            pipeline.media(call.context(key, request), new MediaResponseWriter(call));
        });
    }
}
