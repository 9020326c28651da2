package dev.tollgate.edge.messages;

import dev.tollgate.edge.CallCost;
import dev.tollgate.edge.ChatResponseWriter;
import dev.tollgate.edge.ModelCallHandler;
import dev.tollgate.edge.RequestReader;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.pipeline.ModelCall;
import dev.tollgate.pipeline.TokenCounter;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.io.InputStream;
import java.time.Clock;

/** {@code POST /v1/messages} (https://platform.claude.com/docs/en/api/messages/create). */
@Path(MessagesApi.PATH)
public class MessagesEndpoint {
    private final ModelCallHandler handler;
    private final RequestReader reader;
    private final ModelCall pipeline;
    private final Clock clock;

    MessagesEndpoint(ModelCallHandler handler, RequestReader reader, ModelCall pipeline, Clock clock) {
        this.handler = handler;
        this.reader = reader;
        this.pipeline = pipeline;
        this.clock = clock;
    }

    /** Writes its own response, event by event; returns when the call is settled. */
    @POST
    @RunOnVirtualThread
    public void create(@Context RoutingContext http, InputStream body) {
        handler.handle(http, (call, key) -> {
            MessagesReader.ReadRequest read = MessagesReader.request(reader.object(call.body(body)));
            call.namesFields(read.names());
            ChatRequest chat = reader.checked(read.chat());
            MessageSettings settings =
                    MessageSettings.of(chat, read.sent().body().path("thinking"), () -> TokenCounter.estimate(chat));
            MessagesFormat format = new MessagesFormat(settings, CallCost.of(key, chat), clock);
            pipeline.chat(call.context(key, chat, read.sent()), new ChatResponseWriter(call, chat.streamed(), format));
        });
    }
}
