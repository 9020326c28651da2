package dev.tollgate.edge;

import dev.tollgate.call.ChatCall;
import dev.tollgate.call.Incoming;
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
    private final ChatCall call;
    private final RequestReader reader;
    private final Clock clock;

    ChatEndpoint(ChatCall call, RequestReader reader, Clock clock) {
        this.call = call;
        this.reader = reader;
        this.clock = clock;
    }

    /** Writes its own response, chunk by chunk; returns when the call is settled. */
    @POST
    @RunOnVirtualThread
    public void chat(@Context RoutingContext http, InputStream body) {
        String requestId = RequestId.of(http);
        Carrier carrier = Carrier.of(http);
        Client client = new Client(http);
        ChatAnswer answer = new ChatAnswer(client, carrier);
        Incoming incoming = new Incoming(
                requestId,
                clock.instant(),
                carrier.stopAt(),
                http.request().getHeader("authorization"),
                () -> answer.to(reader.read(http.request().getHeader("content-type"), body)));
        carrier.begun();
        try {
            call.run(incoming, answer);
            client.awaitSent();
        } finally {
            carrier.settled();
        }
    }
}
