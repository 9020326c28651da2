package dev.tollgate.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tollgate.admin.ChangeAuthor;
import dev.tollgate.cli.login.TokenLogin;
import dev.tollgate.cli.port.ConfigAdministration.CheckedChange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a rollback at a gateway says before it removes something. */
class RemoteRollbackTest {
    private static final String LOSS = "An alias that it removes is named by key team-a.";

    private final List<String> received = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    private HttpServer gateway;
    private String check = "";

    @BeforeEach
    void start() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/", this::answer);
        gateway.start();
    }

    @AfterEach
    void stop() {
        gateway.stop(0);
    }

    @Test
    void theKeysThatLoseAnAliasAreNamedBeforeTheChange() {
        check = "{\"valid\":true,\"empty\":false,\"warnings\":[{\"line\":0,\"field\":\"\",\"message\":\"" + LOSS
                + "\"}]}";

        CheckedChange change = config().check(2);

        assertThat(change.warnings()).singleElement().asString().contains(LOSS);
        assertThat(change.danger()).isPresent();
        assertThat(received).contains("POST /admin/v1/config/check aliases: {}").noneMatch(this::changes);

        change.apply(ChangeAuthor.ofCommandLine("ada"));
        assertThat(received).filteredOn(this::changes).hasSize(1);
    }

    @Test
    void aVersionWhoseVariablesAreGoneCanStillBeRestored() {
        check = "{\"valid\":false,\"problems\":[{\"line\":1,\"field\":\"keys\",\"message\":\"KEY is not set\"}]}";

        assertThat(config().check(2).warnings()).singleElement().asString().startsWith("Nobody could check");
    }

    private boolean changes(String request) {
        return request.startsWith("POST /admin/v1/config/versions/2/rollback");
    }

    private RemoteConfig config() {
        URI url = URI.create("http://127.0.0.1:" + gateway.getAddress().getPort());
        TokenLogin login = new TokenLogin(url, folder);
        return new RemoteConfig(new AdminApiClient(login.calls(), login.access()));
    }

    private void answer(HttpExchange http) throws IOException {
        String body = new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        received.add((http.getRequestMethod() + " " + http.getRequestURI() + " " + body).strip());
        String reply =
                switch (http.getRequestURI().getPath()) {
                    case "/admin/v1/config/check" -> check;
                    case "/admin/v1/config/versions/2" -> "{\"version\":2,\"yaml\":\"aliases: {}\"}";
                    case "/admin/v1/config/versions/2/diff" ->
                        "{\"diff\":[{\"object\":\"alias#smart\",\"change\":\"added\",\"fields\":[]}]}";
                    default -> "{\"version\":4,\"digest\":\"d\"}";
                };
        byte[] bytes = reply.getBytes(StandardCharsets.UTF_8);
        http.getResponseHeaders().set("etag", http.getRequestURI().getPath().endsWith("rollback") ? "\"4\"" : "\"3\"");
        http.sendResponseHeaders(200, bytes.length);
        http.getResponseBody().write(bytes);
        http.close();
    }
}
