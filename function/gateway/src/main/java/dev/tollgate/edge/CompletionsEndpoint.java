package dev.tollgate.edge;

import dev.tollgate.call.Incoming;
import dev.tollgate.call.ModelCall;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.CompletionRequest;
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
        Visit visit = new Visit(http, clock);
        ChatAnswer answer = new ChatAnswer(visit.client(), visit.carrier());
        Incoming<ChatRequest> incoming = visit.incoming(() -> {
            CompletionRequest request = reader.completion(visit.contentType(), visit.body(body));
            String prompt = PromptRules.prompt(request);
            ChatRequest chat = reader.checked(request.chat(prompt));
            return answer.to(chat, new TextWording(request.echoed() ? prompt : ""));
        });
        visit.serve(() -> call.chat(incoming, answer));
    }
}
