package dev.tollgate.server;

import dev.tollgate.manifest.ManifestException;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.stream.Stream;

/**
 * The server's beginning and end. What the gateway needs is there before it starts and stays until it has stopped; what
 * goes wrong is one sentence and exit status 1.
 */
@QuarkusMain
public final class Main {
    /** Longer than the grace period for requests, which {@code application.properties} sets. */
    private static final long LONGEST_STOP_MILLIS = 60_000;

    private Main() {}

    public static void main(String... arguments) {
        Runtime.getRuntime().addShutdownHook(new Thread(Main::holdTheEnd, "orderly-end"));
        int status = run(arguments);
        System.out.flush();
        System.err.flush();
        // Exit would wait for the hook below; and after Ctrl-C its status would be that of a failure.
        Runtime.getRuntime().halt(status);
    }

    /** After a signal the JVM ends when all hooks have: this one leaves it the time to stop everything in order. */
    private static void holdTheEnd() {
        try {
            Thread.sleep(LONGEST_STOP_MILLIS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private static int run(String... arguments) {
        try {
            ServerSettings settings = ServerSettings.of(System.getenv());
            PortCheck.requirePossible(settings.host(), settings.port(), "TOLLGATE_PORT");
            System.setProperty("quarkus.http.host", settings.host());
            return settings.local() ? runWithStore(settings, arguments) : runGateway(arguments);
        } catch (StartupException failure) {
            System.err.println(failure.getMessage());
            return 1;
        }
    }

    private static int runWithStore(ServerSettings settings, String... arguments) {
        try (LocalStore store = LocalStore.start(settings)) {
            System.setProperty("tollgate.dynamodb.endpoint", store.endpoint().toString());
            System.setProperty("tollgate.secrets.plain-text-allowed", "true");
            return runGateway(arguments);
        }
    }

    /** Returns when the gateway has stopped. */
    private static int runGateway(String... arguments) {
        int[] status = {0};
        Quarkus.run(
                ServerApplication.class,
                (code, failure) -> {
                    status[0] = code;
                    explain(failure);
                },
                arguments);
        return status[0];
    }

    /** What was foreseen is told in its own words; anything else is a bug, told with all that may help to find it. */
    private static void explain(Throwable failure) {
        if (failure == null) {
            return;
        }
        Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(cause -> cause instanceof ManifestException || cause instanceof StartupException)
                .findFirst()
                .ifPresentOrElse(known -> System.err.println(known.getMessage()), failure::printStackTrace);
    }
}
