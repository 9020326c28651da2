package dev.tollgate.edge.gemini;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.edge.ModelCallHandler;
import dev.tollgate.edge.RequestReader;
import dev.tollgate.edge.RequestRules;
import dev.tollgate.edge.TokenCountResponse;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.pipeline.TokenCounter;
import dev.tollgate.pipeline.TokenCounter.TokenCount;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.io.InputStream;
import java.util.Optional;

/** {@code POST /v1beta/models/{model}:countTokens} (https://ai.google.dev/api/tokens). */
@Path("/v1beta/models")
public class CountTokensEndpoint {
    private final ModelCallHandler handler;
    private final RequestReader reader;
    private final TokenCounter counter;

    CountTokensEndpoint(ModelCallHandler handler, RequestReader reader, TokenCounter counter) {
        this.handler = handler;
        this.reader = reader;
        this.counter = counter;
    }

    /** Writes its own response. */
    @POST
    @Path("/{model}:countTokens")
    @RunOnVirtualThread
    public void count(@Context RoutingContext http, @PathParam("model") String model, InputStream body) {
        handler.handle(http, (call, key) -> {
            GenerateContentRequest request =
                    GenerateContentReader.read(counted(reader.object(call.body(body))), model, false);
            call.namesFields(request.names());
            ChatRequest chat = reader.checked(request.chat());
            TokenCount count = counter.count(call.freeContext(key, chat, Optional.of(request.sent())));
            TokenCountResponse.send(
                    call, count, JsonNodeFactory.instance.objectNode().put("totalTokens", count.tokens()));
        });
    }

    /** What is to be counted: contents alone, or a whole request in a field. */
    private static ObjectNode counted(ObjectNode body) {
        for (String name : new String[] {"generateContentRequest", "generate_content_request"}) {
            if (body.hasNonNull(name)) {
                RequestRules.valid(name, body.get(name).isObject(), "an object");
                return (ObjectNode) body.get(name);
            }
        }
        return body;
    }
}
