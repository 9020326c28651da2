package dev.tollgate.cli.port;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Port: single requests of callers, and the health of the targets that answer them. */
public interface RequestDirectory {
    /**
     * Which requests are wanted; null fields want all.
     *
     * @param until the first instant after the period
     * @param most how many, the newest first
     */
    record RequestQuery(
            Instant from,
            Instant until,
            @Nullable String team,
            @Nullable String key,
            @Nullable String alias,
            @Nullable String model,
            @Nullable Integer status,
            int most) {}

    List<ObjectNode> list(RequestQuery query);

    /**
     * One request with its attempts.
     *
     * @param key whose request it is, if that is known: then nothing else is read
     * @throws dev.tollgate.admin.AdminException if there is none
     */
    ObjectNode one(String id, @Nullable String key);

    /** The targets that were called in the last minute, or whose circuit breaker is open. */
    List<ObjectNode> targets();
}
