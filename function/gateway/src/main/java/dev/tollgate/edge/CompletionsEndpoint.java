package dev.tollgate.edge;

import dev.tollgate.call.IncomingCall;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.CompletionRequest;
import dev.tollgate.pipeline.ModelCall;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.io.InputStream;
import java.time.Clock;

/**
 * {@code POST /v1/completions}, the API before chat (https://platform.openai.com/docs/api-reference/completions/create): the
 * same call as a chat's, in other words.
 */
@Path("/v1/completions")
public class CompletionsEndpoint {
    private final ModelCall call;
    private final RequestReader reader;
    private final Clock clock;

    CompletionsEndpoint(ModelCall call, RequestReader reader, Clock clock) {
        this.call = call;
        this.reader = reader;
        this.clock = clock;
    }

    /** Writes its own response, chunk by chunk; returns when the call is settled. */
    @POST
    @RunOnVirtualThread
    public void complete(@Context RoutingContext http, InputStream body) {
        HttpCall httpCall = new HttpCall(http, clock);
        ChatResponseWriter answer = new ChatResponseWriter(httpCall.client(), httpCall.invocationLifecycle());
        IncomingCall<ChatRequest> incomingCall = httpCall.incomingCall(() -> {
            CompletionRequest request = reader.completion(httpCall.contentType(), httpCall.body(body));
            String prompt = PromptRules.prompt(request);
            ChatRequest chat = reader.checked(request.chat(prompt));
            return answer.to(chat, new TextCompletionFormat(request.echoed() ? prompt : ""));
        });
        httpCall.serve(() -> call.chat(incomingCall, answer));
    }
}
