package dev.tollgate.process;

import dev.tollgate.config.GatewayConfig;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One bound on what all requests in flight hold in memory: what is read of them, what is kept of the replies, and what clients
 * have not read yet. New requests get three quarters of it. The rest lets those that are admitted come to their end.
 *
 * <p>docs/adr/0031 explains what is counted.
 */
@ApplicationScoped
public class MemoryBudget {
    /** Requests end all the time, and SDKs retry a 503. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final long bytes;
    private final long bytesForNewWork;
    private final AtomicLong held = new AtomicLong();

    @Inject
    MemoryBudget(GatewayConfig config) {
        this(config.memoryBudget().orElse(Runtime.getRuntime().maxMemory() / 2));
    }

    /** A budget of so many bytes. */
    public MemoryBudget(long bytes) {
        this.bytes = bytes;
        this.bytesForNewWork = bytes / 4 * 3;
    }

    /** A lease that holds nothing yet. */
    public MemoryLease lease() {
        return new MemoryLease(this);
    }

    /**
     * Checks that the gateway has room for new requests.
     *
     * @throws GatewayException {@code OVERLOADED} if it has none
     */
    public void requireRoom() {
        if (held.get() >= bytesForNewWork) {
            throw overloaded("The gateway is handling as many requests as fit into its memory.");
        }
    }

    /** How many bytes all leases hold. */
    public long held() {
        return held.get();
    }

    /** How many bytes they may hold together. */
    public long limit() {
        return bytes;
    }

    /** Takes bytes for a request that has not started to run; {@code own} is what its lease holds already. */
    void admit(long more, long own) {
        if (more > bytesForNewWork - own) {
            throw new GatewayException(
                            ErrorKind.REQUEST_TOO_LARGE, "The request does not fit into the memory of this gateway.")
                    .withoutRetry();
        }
        if (!take(more, bytesForNewWork)) {
            throw overloaded("The gateway is handling as many requests as fit into its memory.");
        }
    }

    /** Takes bytes for a request that runs. */
    void grow(long more) {
        if (!take(more, bytes)) {
            throw overloaded("The gateway has no memory left for the rest of this response.");
        }
    }

    void release(long less) {
        held.addAndGet(-less);
    }

    private boolean take(long more, long bound) {
        if (held.addAndGet(more) <= bound) {
            return true;
        }
        held.addAndGet(-more);
        return false;
    }

    private static GatewayException overloaded(String message) {
        return new GatewayException(ErrorKind.OVERLOADED, message).retryAfter(RETRY_AFTER);
    }
}
