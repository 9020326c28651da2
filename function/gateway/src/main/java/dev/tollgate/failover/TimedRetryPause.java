package dev.tollgate.failover;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Lets time pass. */
@ApplicationScoped
public class TimedRetryPause implements RetryPause {
    private static final Logger LOG = Logger.getLogger(TimedRetryPause.class);

    @Override
    public void await(Duration time, CompletableFuture<Void> calledOff) {
        try {
            calledOff.get(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException over) {
            LOG.trace("the pause is over", over);
        } catch (ExecutionException never) {
            throw new IllegalStateException("what calls a pause off does not fail", never);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new GatewayException(ErrorKind.INTERNAL, "The gateway is shutting down.", interrupted);
        }
    }
}
