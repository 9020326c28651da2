package dev.tollgate.server;

import dev.tollgate.client.GatewayClient;
import dev.tollgate.dynamodb.FreePorts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The packaged function in the emulator, in one of its roles. With {@code -Ddev.tollgate.function=ZIP}, another package. */
final class RoleFunction implements AutoCloseable {
    private static final Path ROOT = Path.of(System.getProperty("dev.tollgate.root"));
    private static final String ZIP = System.getProperty(
            "dev.tollgate.function",
            ROOT.resolve("function/lambda/target/function.zip").toString());

    private final EmulatedFunction function;

    private RoleFunction(EmulatedFunction function) {
        this.function = function;
    }

    /** The gateway's function. */
    static RoleFunction gateway(URI tables, Map<String, String> settings) throws IOException {
        return start(tables, settings);
    }

    /** A function that only schedules invoke. */
    static RoleFunction job(URI tables, Map<String, String> settings) throws IOException {
        return start(tables, settings, "--job");
    }

    private static RoleFunction start(URI tables, Map<String, String> settings, String... options) throws IOException {
        Map<String, String> all = new HashMap<>(settings);
        all.put("TOLLGATE_DYNAMODB_ENDPOINT", tables.toString());
        Path output = Files.createTempDirectory("tollgate-it").resolve("role.log");
        return new RoleFunction(EmulatedFunction.start(ROOT, ZIP, FreePorts.free(), all, output, options));
    }

    /** Applies a {@code tollgate.yaml} to these tables, by a server that stops then and sweeps nothing later. */
    static void apply(URI tables, String config, Map<String, String> environment) throws IOException {
        Path file = Files.writeString(Files.createTempDirectory("tollgate-it").resolve("tollgate.yaml"), config);
        List<String> settings = new ArrayList<>(List.of("TOLLGATE_CONFIG", file.toString()));
        environment.forEach((name, value) -> settings.addAll(List.of(name, value)));
        RunningGateway.on(tables, settings.toArray(String[]::new)).close();
    }

    URI url() {
        return function.url();
    }

    /** Sends the event of a schedule. */
    void run(String job) {
        GatewayClient scheduler = new GatewayClient(function.url(), null);
        try (InputStream accepted = GatewayClient.open(scheduler
                        .request("/2015-03-31/functions/tollgate/invocations")
                        .POST(BodyPublishers.ofString("{\"tollgate\":\"" + job + "\"}")))
                .body()) {
            accepted.readAllBytes();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Kills all environments at once, so that nothing in flight is finished. */
    void kill() {
        function.kill();
    }

    @Override
    public void close() {
        function.close();
    }
}
