package dev.tollgate.edge.responses;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.auth.ApiKey;
import dev.tollgate.edge.HttpCall;
import dev.tollgate.edge.ModelCallHandler;
import dev.tollgate.edge.RequestBody;
import dev.tollgate.edge.RequestReader;
import dev.tollgate.edge.ServerSentEvents;
import dev.tollgate.limit.TokenEstimate;
import dev.tollgate.openai.ChatRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.io.InputStream;
import java.util.Map;

/**
 * {@code POST /v1/responses/input_tokens} (https://platform.openai.com/docs/api-reference/responses/input-tokens). No provider is
 * called: it is the gateway's own estimate, which errs on the high side, and its header says so.
 */
@Path("/v1/responses/input_tokens")
public class InputTokensEndpoint {
    private static final Map<String, String> ESTIMATED = Map.of("x-tollgate-estimated", "true");

    private final ModelCallHandler handler;
    private final RequestReader reader;
    private final RequestState state;

    InputTokensEndpoint(ModelCallHandler handler, RequestReader reader, RequestState state) {
        this.handler = handler;
        this.reader = reader;
        this.state = state;
    }

    /** Counts the tokens of a request, which may leave out its model. */
    @POST
    @RunOnVirtualThread
    public void count(@Context RoutingContext http, InputStream body) {
        handler.handleUnlogged(http, (call, key) -> count(call, key, body));
    }

    private void count(HttpCall call, ApiKey key, InputStream body) {
        RequestBody sent = call.body(body);
        ObjectNode asked = reader.object(sent);
        asked.put("store", false);
        asked.remove("stream");
        if (!asked.hasNonNull("model")) {
            asked.put("model", "any");
        }
        ResponsesRequest request = ResponsesRequest.of(
                state.prepare(key, call.requestId(), asked, sent.memory()).body());
        call.namesFields(request.paths()::name);
        ChatRequest chat = reader.checked(request.chat());
        ObjectNode counted = JsonNodeFactory.instance
                .objectNode()
                .put("object", "response.input_tokens")
                .put("input_tokens", TokenEstimate.prompt(chat));
        call.complete(ESTIMATED, ServerSentEvents.json(counted));
    }
}
