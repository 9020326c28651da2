package dev.tollgate.edge.responses;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.auth.ApiKey;
import dev.tollgate.edge.HttpCall;
import dev.tollgate.edge.ModelCallHandler;
import dev.tollgate.edge.RequestBody;
import dev.tollgate.edge.RequestReader;
import dev.tollgate.edge.TokenCountResponse;
import dev.tollgate.pipeline.TokenCounter;
import dev.tollgate.pipeline.TokenCounter.TokenCount;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.io.InputStream;
import java.util.Optional;

/**
 * {@code POST /v1/responses/input_tokens} (https://platform.openai.com/docs/api-reference/responses/input-tokens): the provider's count
 * where it counts such requests, else the gateway's estimate.
 */
@Path("/v1/responses/input_tokens")
public class InputTokensEndpoint {
    private final ModelCallHandler handler;
    private final RequestReader reader;
    private final RequestState state;
    private final TokenCounter counter;

    InputTokensEndpoint(ModelCallHandler handler, RequestReader reader, RequestState state, TokenCounter counter) {
        this.handler = handler;
        this.reader = reader;
        this.state = state;
        this.counter = counter;
    }

    /** Writes its own response. */
    @POST
    @RunOnVirtualThread
    public void count(@Context RoutingContext http, InputStream body) {
        handler.handle(http, (call, key) -> count(call, key, body));
    }

    private void count(HttpCall call, ApiKey key, InputStream body) {
        RequestBody sent = call.body(body);
        ObjectNode requestJson = reader.object(sent);
        requestJson.put("store", false);
        requestJson.remove("stream");
        ResponsesRequest request = ResponsesRequest.of(
                state.prepare(key, call.requestId(), requestJson, sent.memory()).body());
        call.namesFields(request.paths()::name);
        TokenCount count =
                counter.count(call.freeContext(key, reader.checked(request.chat()), Optional.of(request.sent())));
        ObjectNode counted = JsonNodeFactory.instance
                .objectNode()
                .put("object", "response.input_tokens")
                .put("input_tokens", count.tokens());
        TokenCountResponse.send(call, count, counted);
    }
}
