package dev.tollgate.server;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A gateway that tests kill and restart, with tables that outlive it. */
final class RestartableGateway implements AutoCloseable {
    /** A short request timeout, so that abandoned records are soon overdue. */
    static final String[] SETTINGS = {"TOLLGATE_REQUEST_TIMEOUT", "5s"};

    private final URI dynamoDb;
    private volatile CompletableFuture<RunningGateway> living;

    RestartableGateway(URI dynamoDb) {
        this.dynamoDb = dynamoDb;
        this.living = CompletableFuture.completedFuture(start());
    }

    /** Where it answers, or did until a moment ago. While it is dead, this waits for its next life. */
    URI url() {
        return living.join().url();
    }

    /** Kills it in so many milliseconds from now, in the middle of whatever it does then. */
    void killAndRestart(int afterMillis) {
        CompletableFuture.runAsync(this::kill, CompletableFuture.delayedExecutor(afterMillis, TimeUnit.MILLISECONDS))
                .join();
        living.completeAsync(this::start).join();
    }

    private void kill() {
        RunningGateway dying = living.join();
        living = new CompletableFuture<>();
        dying.kill();
    }

    @Override
    public void close() {
        living.join().close();
    }

    private RunningGateway start() {
        return RunningGateway.on(dynamoDb, SETTINGS[0], SETTINGS[1], "TOLLGATE_SECRETS_PLAIN_TEXT_ALLOWED", "true");
    }
}
