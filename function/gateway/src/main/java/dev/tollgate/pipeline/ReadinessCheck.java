package dev.tollgate.pipeline;

import dev.tollgate.config.TableProbe;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.route.Router;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Whether the gateway can serve: whether its tables can be used, and its configuration can be read. */
@ApplicationScoped
public class ReadinessCheck {
    private static final Logger LOG = Logger.getLogger(ReadinessCheck.class);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final TableProbe tables;
    private final Router router;

    ReadinessCheck(TableProbe tables, Router router) {
        this.tables = tables;
        this.router = router;
    }

    /** Throws {@code STORE_UNAVAILABLE}, with the names of the tables, if it cannot. */
    public void verify() {
        List<String> unusable = tables.unusable();
        if (!unusable.isEmpty()) {
            String names = String.join(", ", unusable);
            LOG.warnf("not ready: these tables cannot be used: %s", names);
            throw new GatewayException(ErrorKind.STORE_UNAVAILABLE, "These tables cannot be used: " + names + ".")
                    .retryAfter(RETRY_AFTER);
        }
        router.verify();
    }
}
