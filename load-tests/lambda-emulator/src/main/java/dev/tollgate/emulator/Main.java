package dev.tollgate.emulator;

import java.io.IOException;
import java.util.Locale;

/** Starts the emulator. Ctrl-C ends it and all function processes. */
public final class Main {
    private Main() {}

    public static void main(String... arguments) throws IOException {
        // Without this, the JDK's HTTP server delays small chunks by up to 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        EmulatorOptions options = EmulatorOptions.of(arguments);
        if (options.size() != null) {
            requireControlGroups(options.size());
        }
        EnvironmentPool pool = new EnvironmentPool(options);
        Runtime.getRuntime().addShutdownHook(new Thread(pool::close));
        HttpFrontEnd front = HttpFrontEnd.open(options, pool);
        System.out.printf(
                "The function answers on http://127.0.0.1:%d with the endpoint type %s%n",
                front.port(), options.endpoint().name().toLowerCase(Locale.ROOT));
    }

    /** Without this, each request would fail. */
    private static void requireControlGroups(LambdaSize size) throws IOException {
        try {
            ControlGroup.create(ControlGroupFiles.named("lambda-emulator-probe"), size)
                    .close();
        } catch (IOException refused) {
            throw new IOException(
                    "--memory needs control groups, which this user cannot write on this machine: " + refused, refused);
        }
    }
}
