package dev.tollgate.edge.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.auth.ApiKey;
import dev.tollgate.call.CallContext;
import dev.tollgate.call.ChatResponseSink;
import dev.tollgate.edge.CallCost;
import dev.tollgate.edge.ChatResponseWriter;
import dev.tollgate.edge.HttpCall;
import dev.tollgate.edge.ModelCallHandler;
import dev.tollgate.edge.RequestBody;
import dev.tollgate.edge.RequestReader;
import dev.tollgate.edge.responses.RequestState.StandaloneRequest;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.pipeline.ModelCall;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.io.InputStream;
import java.util.Optional;

/** {@code POST /v1/responses} (https://platform.openai.com/docs/api-reference/responses/create). */
@Path("/v1/responses")
public class ResponsesEndpoint {
    private final ModelCallHandler handler;
    private final RequestReader reader;
    private final RequestState state;
    private final BackgroundStarter background;
    private final ModelCall pipeline;

    ResponsesEndpoint(
            ModelCallHandler handler,
            RequestReader reader,
            RequestState state,
            BackgroundStarter background,
            ModelCall pipeline) {
        this.handler = handler;
        this.reader = reader;
        this.state = state;
        this.background = background;
        this.pipeline = pipeline;
    }

    /** Writes its own response, event by event; returns when the call is settled. */
    @POST
    @RunOnVirtualThread
    public void respond(@Context RoutingContext http, InputStream body) {
        handler.handle(http, (call, key) -> respond(call, key, body));
    }

    private void respond(HttpCall call, ApiKey key, InputStream body) {
        RequestBody sent = call.body(body);
        ObjectNode json = reader.object(sent);
        StandaloneRequest standalone = state.prepare(key, call.requestId(), json, sent.memory());
        ResponsesRequest request = ResponsesRequest.of(standalone.body());
        call.namesFields(request.paths()::name);
        ChatRequest chat = reader.checked(request.chat());
        CallContext<ChatRequest> context = call.context(key, chat, request.sent());
        Optional<StoredCall> stored = standalone.stored();
        if (stored.isPresent() && stored.get().background()) {
            background.start(call, context, json, stored.get());
            return;
        }
        ResponsesFormat format =
                new ResponsesFormat(request, context.requestId(), CallCost.of(key, chat), standalone.tap());
        ChatResponseSink client = new ChatResponseWriter(call, chat.streamed(), format);
        if (stored.isEmpty()) {
            pipeline.chat(context, client);
        } else {
            pipeline.chat(context, stored.get().around(client, chat.streamed()), (redacted, next) -> stored.get()
                    .listening(request, redacted, next));
        }
    }
}
