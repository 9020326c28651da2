package dev.tollgate.server;

import java.net.URI;
import java.util.concurrent.TimeUnit;

/** A gateway that tests kill and restart, with tables that outlive it. */
final class RestartableGateway implements AutoCloseable {
    /** A short request timeout, so that abandoned records are soon overdue. */
    static final String[] SETTINGS = {"TOLLGATE_REQUEST_TIMEOUT", "5s"};

    private final URI dynamoDb;
    private volatile RunningGateway living;

    RestartableGateway(URI dynamoDb) {
        this.dynamoDb = dynamoDb;
        this.living = start();
    }

    /** Returns the address of the current process. */
    URI url() {
        return living.url();
    }

    void killAndRestart(int afterMillis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(afterMillis);
        living.kill();
        living = start();
    }

    @Override
    public void close() {
        living.close();
    }

    private RunningGateway start() {
        return RunningGateway.on(dynamoDb, SETTINGS[0], SETTINGS[1], "TOLLGATE_SECRETS_PLAIN_TEXT_ALLOWED", "true");
    }
}
