package dev.tollgate.edge.gemini;

import dev.tollgate.edge.CallCost;
import dev.tollgate.edge.ChatResponseWriter;
import dev.tollgate.edge.ModelCallHandler;
import dev.tollgate.edge.RequestReader;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.pipeline.ModelCall;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.io.InputStream;

/** {@code POST /v1beta/models/{model}:generateContent} and {@code :streamGenerateContent} (https://ai.google.dev/api/generate-content). */
@Path("/v1beta/models")
public class GenerateContentEndpoint {
    private final ModelCallHandler handler;
    private final RequestReader reader;
    private final ModelCall pipeline;

    GenerateContentEndpoint(ModelCallHandler handler, RequestReader reader, ModelCall pipeline) {
        this.handler = handler;
        this.reader = reader;
        this.pipeline = pipeline;
    }

    /** Writes its own response; returns when the call is settled. */
    @POST
    @Path("/{model}:generateContent")
    @RunOnVirtualThread
    public void generate(@Context RoutingContext http, @PathParam("model") String model, InputStream body) {
        generate(http, model, body, false);
    }

    /** The same, response by response. */
    @POST
    @Path("/{model}:streamGenerateContent")
    @RunOnVirtualThread
    public void stream(@Context RoutingContext http, @PathParam("model") String model, InputStream body) {
        generate(http, model, body, true);
    }

    private void generate(RoutingContext http, String model, InputStream body, boolean streamed) {
        handler.handle(http, (call, key) -> {
            GenerateContentRequest request =
                    GenerateContentReader.read(reader.object(call.body(body)), model, streamed);
            call.namesFields(request.names());
            ChatRequest chat = reader.checked(request.chat());
            boolean events = "sse".equals(http.request().getParam("alt"));
            GenerateContentFormat format = new GenerateContentFormat(
                    events ? ResponseFraming.EVENTS : ResponseFraming.array(),
                    request.thoughtsIncluded(),
                    CallCost.of(key, chat));
            pipeline.chat(call.context(key, chat, request.sent()), new ChatResponseWriter(call, streamed, format));
        });
    }
}
