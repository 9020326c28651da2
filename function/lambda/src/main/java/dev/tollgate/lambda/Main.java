package dev.tollgate.lambda;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.time.Clock;

/** The process's beginning and end. What keeps it from starting is told to Lambda, with its cause. */
@QuarkusMain
public final class Main {
    private Main() {}

    public static void main(String... arguments) {
        if (System.getenv(FunctionSettings.API) == null) {
            System.err.println("This program runs in Lambda, which sets " + FunctionSettings.API
                    + ". To run it here: make lambda. For a plain HTTP server: make run.");
            System.exit(1);
        }
        System.exit(run(arguments));
    }

    private static int run(String... arguments) {
        int[] status = {0};
        Quarkus.run(
                FunctionApplication.class,
                (code, failure) -> {
                    status[0] = code;
                    if (failure != null) {
                        report(failure);
                    }
                },
                arguments);
        return status[0];
    }

    private static void report(Throwable failure) {
        failure.printStackTrace();
        FunctionSettings.Address address = FunctionSettings.Address.of(System.getenv(FunctionSettings.API));
        new RuntimeApi(address, Clock.systemUTC()).initError(FunctionError.of(failure));
    }
}
