package dev.tollgate.edge;

import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.CompletionRequest;
import dev.tollgate.pipeline.ModelCall;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.io.InputStream;

/**
 * {@code POST /v1/completions}, OpenAI's API before chat
 * (https://platform.openai.com/docs/api-reference/completions/create): the same call as a chat's, in another format.
 */
@Path("/v1/completions")
public class CompletionsEndpoint {
    private final ModelCallHandler handler;
    private final RequestReader reader;
    private final ModelCall pipeline;

    CompletionsEndpoint(ModelCallHandler handler, RequestReader reader, ModelCall pipeline) {
        this.handler = handler;
        this.reader = reader;
        this.pipeline = pipeline;
    }

    /** Writes its own response, chunk by chunk; returns when the call is settled. */
    @POST
    @RunOnVirtualThread
    public void complete(@Context RoutingContext http, InputStream body) {
        complete(http, body, NamedModel.IN_BODY);
    }

    /** The same for a request that may name its model elsewhere. */
    public void complete(RoutingContext http, InputStream body, NamedModel named) {
        handler.handle(http, (call, key) -> {
            CompletionRequest request = reader.completion(call.body(body), named);
            String prompt = PromptRules.prompt(request);
            ChatRequest chat = reader.checked(request.asChat(prompt));
            ChatResponseFormat format = new TextCompletionFormat(
                    request.echoed() ? prompt : "", chat.usageRequested(), CallCost.of(key, chat));
            pipeline.chat(call.context(key, chat), new ChatResponseWriter(call, chat.streamed(), format));
        });
    }
}
