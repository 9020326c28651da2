package dev.tollgate.server;

import java.net.URI;
import java.util.concurrent.TimeUnit;

/** A gateway that is killed and started again, on tables that outlive it. */
final class MortalGateway implements AutoCloseable {
    /** A short life for requests, so that what is left behind is soon overdue. */
    static final String[] SETTINGS = {"TOLLGATE_REQUEST_TIMEOUT", "5s"};

    private final URI dynamoDb;
    private volatile RunningGateway living;

    MortalGateway(URI dynamoDb) {
        this.dynamoDb = dynamoDb;
        this.living = start();
    }

    /** Where it answers, or did until it was killed. */
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
