package dev.tollgate.edge;

import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.ThreadLocalRandom;

/** Names each request: the first part of its usage record's key, and what a caller quotes when something is wrong. */
final class RequestId {
    private static final String KEY = RequestId.class.getName();

    private RequestId() {}

    /** This request's id, the same at every call; never the client's, who could otherwise overwrite another's record. */
    static String of(RoutingContext http) {
        String known = http.get(KEY);
        if (known != null) {
            return known;
        }
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String id = String.format("req_%016x%08x", random.nextLong(), random.nextInt());
        http.put(KEY, id);
        return id;
    }
}
