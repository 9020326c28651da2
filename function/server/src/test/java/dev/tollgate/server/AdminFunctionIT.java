package dev.tollgate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tollgate.admin.oidc.IdentityProvider;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The packaged admin function behind an endpoint: who gets in, what it serves, and what it does with the tables. */
class AdminFunctionIT {
    private static final String SECRET = "sk-admin-function-it";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Map<String, String> SIGNED = Map.of(
            "TOLLGATE_ADMIN_IAM_ADMIN",
            "arn:aws:sts::123456789012:assumed-role/Deployer/*",
            "TOLLGATE_FRESH_CONFIG",
            "0s");

    private static RunningGateway gateway;
    private static TableRecorder recorder;
    private static AdminFunction function;

    @BeforeAll
    static void start() throws IOException {
        gateway = RunningGateway.with("""
                aliases:
                  demo: { targets: [ { model: echo/echo-1 } ], cache: { ttl: 1h } }
                keys:
                  first: { secret: %s, tags: { team: search } }
                """.formatted(SECRET));
        recorder = TableRecorder.before(gateway.dynamoDb());
        function = AdminFunction.start(recorder.url(), SIGNED);
    }

    @AfterAll
    static void stop() {
        function.close();
        recorder.close();
        gateway.close();
    }

    /** Each right of the role has a use here, and nothing is called that the role has no right to. */
    @Test
    void aDeployerDoesEverythingWithTheRightsOfTheTemplatesRole() throws IOException, InterruptedException {
        assertThat(call("GET", "/admin/v1/me", "").path("subject").asText()).isEqualTo(AdminFunction.ARN);

        call("POST", "/admin/v1/teams", "{\"id\": \"ads\", \"budget\": {\"amount_usd\": 100, \"period\": \"month\"}}");
        String secret = call("POST", "/admin/v1/keys", "{\"id\": \"ads-app\", \"team\": \"ads\"}")
                .path("secret")
                .asText();
        await().atMost(Duration.ofMinutes(1)).until(() -> chat(secret) == 200);
        assertThat(call("GET", "/admin/v1/keys?team=ads", "")
                        .path("data")
                        .path(0)
                        .path("id")
                        .asText())
                .isEqualTo("ads-app");
        assertThat(call("GET", "/admin/v1/budgets", "").path("data")).isNotEmpty();
        call("GET", "/admin/v1/health/targets", "");
        // The record is written while the client already has its answer.
        await().atMost(Duration.ofMinutes(1)).until(() -> !call("GET", "/admin/v1/requests?key=ads-app", "")
                .path("data")
                .isEmpty());
        call("GET", "/admin/v1/usage?group_by=day,team", "");
        await().atMost(Duration.ofMinutes(1))
                .until(() -> call("DELETE", "/admin/v1/cache?alias=demo", "")
                                .path("removed")
                                .asInt()
                        > 0);

        // The server's own file is version 1.
        apply("aliases: { one: { targets: [ { model: openai/gpt-4o } ] } }", 1);
        apply("aliases: { two: { targets: [ { model: openai/gpt-4o } ] } }", 2);
        call("POST", "/admin/v1/config/versions/2/rollback", "");
        assertThat(call("GET", "/admin/v1/config", "").path("yaml").asText()).contains("one");
        assertThat(call("GET", "/admin/v1/audit", "").path("data")).isNotEmpty();

        assertThat(recorder.calls()).isEqualTo(RoleRights.of("admin"));
    }

    @Test
    void onlyWhoHasSignedGetsInThere() throws IOException, InterruptedException {
        Map<String, String> none = Map.of();
        assertThat(function.send("GET", "/iam/admin/v1/keys", "", none).statusCode())
                .isEqualTo(403);
        assertThat(function.send("GET", "/admin/v1/keys", "", none).statusCode())
                .isEqualTo(401);
        // What a client says about itself is not what the endpoint says.
        Map<String, String> claimed = Map.of("x-amzn-iam-user-arn", AdminFunction.ARN);
        assertThat(function.send("GET", "/admin/v1/keys", "", claimed).statusCode())
                .isEqualTo(401);
    }

    @Test
    void theConsoleIsServedWithItsPolicyAndNothingOfTheGatewayIs() throws IOException, InterruptedException {
        HttpResponse<String> bare = function.send("GET", "/console", "", Map.of());
        assertThat(bare.headers().firstValue("location")).contains("console/index.html");
        HttpResponse<String> page = function.send("GET", "/console/index.html", "", Map.of());
        assertThat(page.body()).contains("<div id=\"app\">");
        assertThat(page.headers().firstValue("content-security-policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'none'", "script-src 'self'"));
        Matcher module = Pattern.compile("modulepreload\" href=\"([^\"]+)\"").matcher(page.body());
        while (module.find()) {
            HttpResponse<String> file = function.send("GET", "/console/" + module.group(1), "", Map.of());
            assertThat(file.headers().firstValue("content-type")).contains("text/javascript;charset=UTF-8");
            assertThat(file.body()).contains("export");
            Map<String, String> known =
                    Map.of("if-none-match", file.headers().firstValue("etag").orElseThrow());
            assertThat(function.send("GET", "/console/" + module.group(1), "", known)
                            .statusCode())
                    .isEqualTo(304);
        }
        for (String path : Set.of("/console/js", "/console/nothing.js", "/v1/models", "/health")) {
            assertThat(function.send("GET", path, "", Map.of()).statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(chatAt(function.url(), SECRET)).isEqualTo(404);
    }

    @Test
    void aPersonLogsInAtTheIdentityProvider() throws Exception {
        try (IdentityProvider provider = IdentityProvider.start();
                AdminFunction open = AdminFunction.start(
                        gateway.dynamoDb(),
                        Map.of(
                                "TOLLGATE_ADMIN_OIDC_ISSUER", provider.issuer(),
                                "TOLLGATE_ADMIN_OIDC_CLIENT_ID", "tollgate",
                                "TOLLGATE_ADMIN_OIDC_CLIENT_SECRET", IdentityProvider.CLIENT_SECRET,
                                "TOLLGATE_ADMIN_OIDC_SESSION_SECRET", "env:SEALS_SESSIONS",
                                "SEALS_SESSIONS", "a secret of 32 characters or more",
                                "TOLLGATE_ADMIN_OIDC_URL", IdentityProvider.SERVER,
                                "TOLLGATE_ADMIN_OIDC_ROLES_ADMIN", "platform"))) {
            HttpResponse<String> begun =
                    open.send("GET", "/admin/v1/login/oidc?page=/console/index.html%23/keys", "", Map.of());
            Map<String, String> answer = provider.login(
                    URI.create(begun.headers().firstValue("location").orElseThrow()), "ada");
            HttpResponse<String> done = open.send(
                    "GET",
                    "/admin/v1/login/oidc/callback?" + query(answer),
                    "",
                    Map.of("cookie", cookie(begun, "tollgate-login")));
            assertThat(done.headers().firstValue("location"))
                    .contains(IdentityProvider.SERVER + "/console/index.html#/keys");

            Map<String, String> session = Map.of("cookie", cookie(done, "tollgate-session"));
            JsonNode me =
                    JSON.readTree(open.send("GET", "/admin/v1/me", "", session).body());
            assertThat(me.path("name").asText() + " " + me.path("role").asText())
                    .isEqualTo("Ada Lovelace admin");
        }
    }

    private static String query(Map<String, String> fields) {
        StringBuilder query = new StringBuilder();
        fields.forEach((name, value) -> query.append(query.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(value));
        return query.toString();
    }

    private static String cookie(HttpResponse<String> response, String name) {
        return response.headers().allValues("set-cookie").stream()
                .filter(cookie -> cookie.startsWith(name + "="))
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .findFirst()
                .orElseThrow();
    }

    private static int chat(String secret) throws IOException, InterruptedException {
        return chatAt(gateway.url(), secret);
    }

    private static int chatAt(URI url, String secret) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url.resolve("/v1/chat/completions"))
                .header("authorization", "Bearer " + secret)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"model\": \"demo\", \"messages\": [{\"role\": \"user\", \"content\": \"Hi\"}]}"))
                .build();
        return CLIENT.send(request, BodyHandlers.ofString()).statusCode();
    }

    private static void apply(String file, int seen) throws IOException, InterruptedException {
        HttpResponse<String> applied = function.sendSigned(
                "PUT",
                "/admin/v1/config?force=true",
                file,
                Map.of("content-type", "text/yaml", "if-match", "\"" + seen + "\""));
        assertThat(applied.statusCode()).as(applied.body()).isEqualTo(200);
    }

    private static JsonNode call(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> response =
                function.sendSigned(method, path, body, Map.of("content-type", "application/json"));
        assertThat(response.statusCode())
                .as(method + " " + path + ": " + response.body())
                .isBetween(200, 299);
        return JSON.readTree(response.body());
    }
}
