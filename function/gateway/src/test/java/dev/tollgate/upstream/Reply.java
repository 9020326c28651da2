package dev.tollgate.upstream;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** What a fake provider does with a request. An exception breaks the connection. */
@FunctionalInterface
public interface Reply {

    /** Answers; the exchange is closed afterwards. */
    void answer(HttpExchange exchange, ReceivedRequest received) throws IOException;
}
