package dev.tollgate.edge;

import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.ConvertedChat;
import dev.tollgate.openai.LegacyFunctions;
import dev.tollgate.pipeline.ModelCall;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.io.InputStream;

/** {@code POST /v1/chat/completions} (https://platform.openai.com/docs/api-reference/chat/create). */
@Path("/v1/chat/completions")
public class ChatEndpoint {
    private final ModelCallHandler handler;
    private final RequestReader reader;
    private final ModelCall pipeline;

    ChatEndpoint(ModelCallHandler handler, RequestReader reader, ModelCall pipeline) {
        this.handler = handler;
        this.reader = reader;
        this.pipeline = pipeline;
    }

    /** Writes its own response, chunk by chunk; returns when the call is settled. */
    @POST
    @RunOnVirtualThread
    public void chat(@Context RoutingContext http, InputStream body) {
        chat(http, body, NamedModel.IN_BODY);
    }

    /** The same for a request that may name its model elsewhere. */
    public void chat(RoutingContext http, InputStream body, NamedModel named) {
        handler.handle(http, (call, key) -> {
            ConvertedChat read = reader.chat(call.body(body), named);
            call.namesFields(read.names());
            ChatRequest sent = read.request();
            ChatRequest request = LegacyFunctions.asTools(sent);
            ChatCompletionFormat chat = new ChatCompletionFormat(request.usageRequested(), CallCost.of(key, request));
            ChatResponseFormat format = LegacyFunctions.offeredIn(sent) ? new FunctionCallFormat(chat) : chat;
            pipeline.chat(call.context(key, request), new ChatResponseWriter(call, request.streamed(), format));
        });
    }
}
