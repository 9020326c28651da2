package dev.tollgate.failover;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Pauses in real time. */
@ApplicationScoped
public class TimedRetryPause implements RetryPause {
    private static final Logger LOG = Logger.getLogger(TimedRetryPause.class);

    @Override
    public void await(Duration time, CountDownLatch cancelled) {
        try {
            if (cancelled.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.trace("the client disconnected during a pause");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new GatewayException(ErrorKind.INTERNAL, "The gateway is shutting down.", interrupted);
        }
    }
}
