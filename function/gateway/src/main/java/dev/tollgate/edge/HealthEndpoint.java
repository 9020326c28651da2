package dev.tollgate.edge;

import dev.tollgate.pipeline.ReadinessCheck;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** Liveness and readiness, for load balancers; no key needed. */
@Path("/health")
@Produces("application/json")
public class HealthEndpoint {
    private final ReadinessCheck readiness;

    HealthEndpoint(ReadinessCheck readiness) {
        this.readiness = readiness;
    }

    /** The process runs. */
    @GET
    @NonBlocking
    public Health live() {
        return new Health("ok");
    }

    /** The store answers; 503 {@code store_unavailable} where it does not. */
    @GET
    @Path("/ready")
    @RunOnVirtualThread
    public Health ready() {
        readiness.verify();
        return new Health("ready");
    }

    /** How it is. */
    public record Health(String status) {}
}
