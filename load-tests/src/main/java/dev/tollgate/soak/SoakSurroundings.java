package dev.tollgate.soak;

import java.io.IOException;
import java.net.URI;

/** Runs the provider and the throttled store, which the gateway needs before it starts, until the process is ended. */
public final class SoakSurroundings {
    private SoakSurroundings() {}

    /** Takes the provider's port, the store's port, and the port of DynamoDB Local. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        URI dynamoDb = URI.create("http://127.0.0.1:" + arguments[2]);
        try (SoakProvider _ = new SoakProvider(Integer.parseInt(arguments[0]));
                ThrottledStore _ = new ThrottledStore(Integer.parseInt(arguments[1]), dynamoDb)) {
            System.out.println("listening");
            Thread.currentThread().join();
        }
    }
}
