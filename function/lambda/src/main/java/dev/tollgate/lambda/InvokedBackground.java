package dev.tollgate.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.config.EndpointConfig;
import dev.tollgate.config.GatewayConfig;
import dev.tollgate.config.TrustedAuthorities;
import dev.tollgate.store.FunctionInvocations;
import dev.tollgate.storedresponse.BackgroundTask;
import dev.tollgate.storedresponse.BackgroundWorkers;
import dev.tollgate.storedresponse.StoredResponses;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Responses in the background, each in an invocation of its own: this one ends with its client's answer. The request waits in the table,
 * sealed; the secret is in the event only.
 */
@ApplicationScoped
public class InvokedBackground implements BackgroundWorkers {
    private static final int SECRET_BYTES = 32;

    private final StoredResponses store;
    private final GatewayConfig config;
    private final EndpointConfig endpoint;
    private final TrustedAuthorities trust;
    private final Clock clock;
    private @Nullable FunctionInvocations invocations;

    InvokedBackground(
            StoredResponses store,
            GatewayConfig config,
            EndpointConfig endpoint,
            TrustedAuthorities trust,
            Clock clock) {
        this.store = store;
        this.config = config;
        this.endpoint = endpoint;
        this.trust = trust;
        this.clock = clock;
    }

    @Override
    public void start(BackgroundTask task) {
        byte[] secret = new byte[SECRET_BYTES];
        // No constant: a native image would have its seed.
        new SecureRandom().nextBytes(secret);
        store.keepRequest(task.name(), secret, task.request(), clock.instant().plus(BackgroundTask.LONGEST));
        invocations().invoke(event(task, secret));
    }

    private static byte[] event(BackgroundTask task, byte[] secret) {
        ObjectNode event = JsonNodeFactory.instance
                .objectNode()
                .put(LambdaEventReader.JOB, LambdaEventReader.RESPOND)
                .put("key_id", task.name().keyId())
                .put("response", task.name().id())
                .put("secret", Base64.getEncoder().encodeToString(secret));
        QueuedCaller.write(task.caller(), event);
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }

    private synchronized FunctionInvocations invocations() {
        if (invocations == null) {
            invocations = new FunctionInvocations(config, endpoint, trust, System.getenv());
        }
        return invocations;
    }

    @PreDestroy
    synchronized void close() {
        if (invocations != null) {
            invocations.close();
        }
    }
}
