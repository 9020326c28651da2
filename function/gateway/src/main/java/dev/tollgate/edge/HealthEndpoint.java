package dev.tollgate.edge;

import dev.tollgate.pipeline.ReadinessCheck;
import dev.tollgate.process.FatalErrors;
import dev.tollgate.process.MemoryBudget;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Liveness and readiness, for load balancers; no key needed. */
@Path("/health")
@Produces("application/json")
public class HealthEndpoint {
    private final ReadinessCheck readiness;
    private final MemoryBudget memory;
    private final FatalErrors fatalErrors;
    private final String version;

    HealthEndpoint(
            ReadinessCheck readiness,
            MemoryBudget memory,
            FatalErrors fatalErrors,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.readiness = readiness;
        this.memory = memory;
        this.fatalErrors = fatalErrors;
        this.version = version;
    }

    /** The process runs; 503 {@code overloaded} where it is about to end because of a fatal error. */
    @GET
    @NonBlocking
    public Health live() {
        fatalErrors.requireNone();
        return new Health("ok", version);
    }

    /** The gateway has room, and its store answers; 503 {@code overloaded} or {@code store_unavailable} where not. */
    @GET
    @Path("/ready")
    @RunOnVirtualThread
    public Health ready() {
        fatalErrors.requireNone();
        memory.requireRoom();
        readiness.verify();
        return new Health("ready", version);
    }

    /** How it is, and which version of the gateway answers. */
    public record Health(String status, String version) {}
}
