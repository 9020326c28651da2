package dev.tollgate.edge.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.auth.ApiKey;
import dev.tollgate.edge.ChatResponseWriter;
import dev.tollgate.edge.HttpCall;
import dev.tollgate.edge.ModelCallHandler;
import dev.tollgate.edge.RequestBody;
import dev.tollgate.edge.RequestReader;
import dev.tollgate.pipeline.ModelCall;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.io.InputStream;

/**
 * {@code POST /v1/responses/compact} (https://platform.openai.com/docs/api-reference/responses/compact). The requested model writes the
 * summary, whichever provider has it, so that the conversation can go on with every other one.
 */
@Path("/v1/responses/compact")
public class CompactionEndpoint {
    private static final String TASK = """
            Write a summary of this conversation that replaces it. Another model continues from it and sees nothing else.
            Keep what the user wanted and what was agreed on, what was done and found out, names, paths, numbers and code that
            are still needed, and what is left to do. Write the summary only.""";

    private final ModelCallHandler handler;
    private final RequestReader reader;
    private final RequestState state;
    private final ModelCall pipeline;

    CompactionEndpoint(ModelCallHandler handler, RequestReader reader, RequestState state, ModelCall pipeline) {
        this.handler = handler;
        this.reader = reader;
        this.state = state;
        this.pipeline = pipeline;
    }

    /** Writes its own response. */
    @POST
    @RunOnVirtualThread
    public void compact(@Context RoutingContext http, InputStream body) {
        handler.handle(http, (call, key) -> compact(call, key, body));
    }

    private void compact(HttpCall call, ApiKey key, InputStream body) {
        RequestBody sent = call.body(body);
        ObjectNode requestJson = reader.object(sent);
        requestJson.retain("model", "models", "input", "instructions", "previous_response_id", "prompt_cache_key");
        requestJson.put("store", false);
        ObjectNode standalone =
                state.prepare(key, call.requestId(), requestJson, sent.memory()).body();
        ArrayNode conversation = InputItems.of(new JsonFields(standalone, ""));
        ArrayNode input = JsonNodeFactory.instance.arrayNode().addAll(conversation);
        input.addObject().put("type", "message").put("role", "user").put("content", TASK);
        standalone.set("input", input);
        ResponsesRequest request = ResponsesRequest.of(standalone);
        call.namesFields(request.paths()::name);
        CompactionFormat format = new CompactionFormat(RequestState.id(call.requestId()), conversation);
        // Without its native form: each provider answers it as a chat.
        pipeline.chat(call.context(key, reader.checked(request.chat())), new ChatResponseWriter(call, false, format));
    }
}
