package dev.tollgate.server;

import dev.tollgate.config.SettingProblems;
import dev.tollgate.manifest.ManifestException;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Starts and stops the server. In local mode, DynamoDB Local starts before the gateway and stops after it. An expected
 * failure prints one message and ends with status 1.
 */
@QuarkusMain
public final class Main {
    /** Longer than the grace period for requests, which {@code application.properties} sets. */
    private static final long MAX_STOP_MILLIS = 60_000;

    private Main() {}

    public static void main(String... arguments) {
        Runtime.getRuntime().addShutdownHook(new Thread(Main::delayExit, "delay-exit"));
        int status = run(arguments);
        System.out.flush();
        System.err.flush();
        // System.exit would wait for the hook below, and after Ctrl-C it would report a failure.
        Runtime.getRuntime().halt(status);
    }

    /** After a signal, the JVM exits when all hooks have ended. This hook gives the server time to stop cleanly. */
    private static void delayExit() {
        try {
            Thread.sleep(MAX_STOP_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static int run(String... arguments) {
        try {
            ServerSettings settings = ServerSettings.of(System.getenv());
            PortCheck.requireFree(settings.host(), settings.port(), "TOLLGATE_PORT");
            System.setProperty("quarkus.http.host", settings.host());
            if (System.getenv("TOLLGATE_LOG_FORMAT") == null) {
                System.setProperty("tollgate.log.format", settings.local() ? "text" : "json");
            }
            // Quarkus would refuse a URI that is none without a word; the gateway refuses it with its own error.
            System.setProperty("vertx.disableURIValidation", "true");
            return settings.local() ? runLocally(settings, arguments) : runGateway(arguments);
        } catch (StartupException failure) {
            System.err.println(failure.getMessage());
            return 1;
        }
    }

    private static int runLocally(ServerSettings settings, String... arguments) {
        LocalDefaults.set(System.getenv());
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

    /** Prints the message of an expected failure. Anything else is a bug, so this prints its stack trace. */
    private static void explain(@Nullable Throwable failure) {
        if (failure == null) {
            return;
        }
        Optional<String> settings = SettingProblems.in(failure);
        if (settings.isPresent()) {
            System.err.println(settings.get());
            return;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ManifestException || cause instanceof StartupException) {
                System.err.println(cause.getMessage());
                return;
            }
        }
        failure.printStackTrace();
    }
}
