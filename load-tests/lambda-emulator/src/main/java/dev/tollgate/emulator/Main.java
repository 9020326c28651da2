package dev.tollgate.emulator;

import java.io.IOException;
import java.util.Locale;

/** Starts the emulator; Ctrl-C ends it and every function process. */
public final class Main {
    private Main() {}

    public static void main(String... arguments) throws IOException {
        // Without it the JDK's HTTP server holds small chunks back for up to 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        EmulatorOptions options = EmulatorOptions.of(arguments);
        EnvironmentPool pool = new EnvironmentPool(options);
        Runtime.getRuntime().addShutdownHook(new Thread(pool::close));
        HttpFrontEnd front = HttpFrontEnd.open(options, pool);
        System.out.printf(
                "The function answers on http://127.0.0.1:%d, behind a door of kind %s%n",
                front.port(), options.door().name().toLowerCase(Locale.ROOT));
    }
}
