package dev.tollgate.lambda;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.time.Clock;

/** Starts the function. Reports a failed start to Lambda, with its causes. */
@QuarkusMain
public final class Main {
    private Main() {}

    public static void main(String... arguments) {
        String api = System.getenv(FunctionSettings.API);
        if (api == null) {
            System.err.println("This program runs in Lambda, which sets " + FunctionSettings.API
                    + ". To run it locally, use make lambda. For an HTTP server, use make run.");
            System.exit(1);
        } else {
            System.exit(run(api, arguments));
        }
    }

    private static int run(String api, String... arguments) {
        int[] status = {0};
        Quarkus.run(
                FunctionApplication.class,
                (code, failure) -> {
                    status[0] = code;
                    if (failure != null) {
                        report(failure, api);
                    }
                },
                arguments);
        return status[0];
    }

    private static void report(Throwable failure, String api) {
        failure.printStackTrace();
        FunctionSettings.Address address = FunctionSettings.Address.of(api);
        new RuntimeApi(address, Clock.systemUTC()).initError(FunctionError.of(failure));
    }
}
