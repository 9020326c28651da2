package dev.tollgate.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tollgate.admin.AdminException;
import dev.tollgate.admin.ChangeAuthor;
import dev.tollgate.auth.Budget;
import dev.tollgate.auth.BudgetIncrease;
import dev.tollgate.auth.BudgetOwner;
import dev.tollgate.cli.login.TokenLogin;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Budgets that the command line increases at a gateway. */
class RemoteIncreasesTest {
    private static final ChangeAuthor AUTHOR = ChangeAuthor.ofCommandLine("ada");
    private static final Instant UNTIL = Instant.parse("2026-12-24T00:00:00Z");

    private final List<String> received = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    private HttpServer gateway;

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
    void anIncreaseReplacesTheOneThatTheBudgetHas() {
        increases().increase(increase(BudgetOwner.team("search")), AUTHOR);
        increases().increase(increase(BudgetOwner.key("search-app")), AUTHOR);

        assertThat(changes())
                .containsExactly(
                        "PUT /admin/v1/budgets/increase \"3\" {\"owner\":{\"kind\":\"team\",\"id\":\"search\"},"
                                + "\"period\":\"month\",\"amount_usd\":\"200\",\"until\":\"2026-12-24T00:00:00Z\","
                                + "\"reason\":\"the launch\"}",
                        "PUT /admin/v1/budgets/increase null {\"owner\":{\"kind\":\"key\",\"id\":\"search-app\"},"
                                + "\"period\":\"month\",\"amount_usd\":\"200\",\"until\":\"2026-12-24T00:00:00Z\","
                                + "\"reason\":\"the launch\"}");
    }

    @Test
    void onlyTheBudgetsOfTheOwnerAreReadIfTheGatewayCanSelectThem() {
        increases().increase(increase(BudgetOwner.team("search")), AUTHOR);
        increases().increase(increase(BudgetOwner.key("search-app")), AUTHOR);
        increases().increase(increase(BudgetOwner.tag("stage=prod")), AUTHOR);

        List<String> read =
                received.stream().filter(request -> request.startsWith("GET ")).toList();
        assertThat(read).hasSize(3);
        assertThat(read.getFirst()).contains("team=search").doesNotContain("key=");
        assertThat(read.get(1)).contains("key=search-app").doesNotContain("team=");
        assertThat(read.getLast()).doesNotContain("team=", "key=");
    }

    @Test
    void anIncreaseEndsAsTheListHasIt() {
        increases().end(BudgetOwner.team("search"), Budget.Per.MONTH, AUTHOR);

        assertThat(changes()).singleElement().satisfies(request -> {
            assertThat(request).startsWith("DELETE /admin/v1/budgets/increase?").contains("\"3\"");
            assertThat(request).contains("kind=team", "id=search", "period=month");
        });
        assertThatThrownBy(() -> increases().end(BudgetOwner.team("search"), Budget.Per.DAY, AUTHOR))
                .isInstanceOf(AdminException.class)
                .hasMessage("The budget of team=search has no increase.");
    }

    private static BudgetIncrease increase(BudgetOwner owner) {
        return new BudgetIncrease(owner, Budget.Per.MONTH, new BigDecimal("200"), UNTIL, "the launch");
    }

    private List<String> changes() {
        return received.stream().filter(request -> !request.startsWith("GET ")).toList();
    }

    private RemoteIncreases increases() {
        URI url = URI.create("http://127.0.0.1:" + gateway.getAddress().getPort());
        TokenLogin login = new TokenLogin(url, folder);
        return new RemoteIncreases(new AdminApiClient(login.calls(), login.access()));
    }

    private void answer(HttpExchange http) throws IOException {
        String body = new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        received.add((http.getRequestMethod() + " " + http.getRequestURI() + " "
                        + http.getRequestHeaders().getFirst("if-match") + " " + body)
                .strip());
        byte[] bytes = """
            {"object":"list","data":[{"owner":{"kind":"team","id":"search"},"period":"month","increase":{"version":3}},
            {"owner":{"kind":"key","id":"search-app"},"period":"month"}]}\
            """.getBytes(StandardCharsets.UTF_8);
        http.sendResponseHeaders(200, bytes.length);
        http.getResponseBody().write(bytes);
        http.close();
    }
}
