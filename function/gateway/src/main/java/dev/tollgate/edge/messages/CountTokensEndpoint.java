package dev.tollgate.edge.messages;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tollgate.edge.ModelCallHandler;
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

/** {@code POST /v1/messages/count_tokens} (https://platform.claude.com/docs/en/api/messages/count_tokens). */
@Path(MessagesApi.COUNT_PATH)
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
    @RunOnVirtualThread
    public void count(@Context RoutingContext http, InputStream body) {
        handler.handle(http, (call, key) -> {
            MessagesReader.ReadRequest read = MessagesReader.counted(reader.object(call.body(body)));
            call.namesFields(read.names());
            TokenCount count =
                    counter.count(call.freeContext(key, reader.checked(read.chat()), Optional.of(read.sent())));
            TokenCountResponse.send(
                    call, count, JsonNodeFactory.instance.objectNode().put("input_tokens", count.tokens()));
        });
    }
}
