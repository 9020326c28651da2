package dev.tollgate.edge;

import dev.tollgate.call.IncomingCall;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.pipeline.ModelCall;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.io.InputStream;
import java.time.Clock;

/** {@code POST /v1/chat/completions} (https://platform.openai.com/docs/api-reference/chat/create). */
@Path("/v1/chat/completions")
public class ChatEndpoint {
    private final ModelCall call;
    private final RequestReader reader;
    private final Clock clock;

    ChatEndpoint(ModelCall call, RequestReader reader, Clock clock) {
        this.call = call;
        this.reader = reader;
        this.clock = clock;
    }

    /** Writes its own response, chunk by chunk; returns when the call is settled. */
    @POST
    @RunOnVirtualThread
    public void chat(@Context RoutingContext http, InputStream body) {
        HttpCall httpCall = new HttpCall(http, clock);
        ChatResponseWriter answer = new ChatResponseWriter(httpCall.client(), httpCall.invocationLifecycle());
        IncomingCall<ChatRequest> incomingCall = httpCall.incomingCall(
                () -> answer.to(reader.chat(httpCall.contentType(), httpCall.body(body)), ChatResponseFormat.CHAT));
        httpCall.serve(() -> call.chat(incomingCall, answer));
    }
}
