package dev.tollgate.admin.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;

/** A certified OpenID Provider in a process of its own, and a browser without windows that logs in there. */
public final class IdentityProvider implements AutoCloseable {
    /** Where it sends browsers back. */
    public static final String SERVER = "http://127.0.0.1:65000";

    /** The public client of the command line, to whose port on this machine browsers come back. */
    public static final String COMMAND_LINE = "tollgate-cli";

    /** Of the client {@code tollgate}. */
    public static final String CLIENT_SECRET = "a secret/with: special+characters";

    private static final Path FOLDER = Path.of(System.getProperty("dev.tollgate.root"), "function/admin/src/test/oidc");
    private static final Pattern FORM = Pattern.compile("<form[^>]*action=\"([^\"]+)\"");
    private static final int MOST_STEPS = 12;

    private final Process process;
    private final String issuer;

    private IdentityProvider(Process process, String issuer) {
        this.process = process;
        this.issuer = issuer;
    }

    /** Starts it. Node is optional on a developer's machine; in CI it must be installed. */
    public static IdentityProvider start() throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                System.getenv("CI") != null || exists("npm"), "npm is not installed: the login was NOT tested");
        Process installed = new ProcessBuilder("npm", "ci", "--silent")
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(installed.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(installed.exitValue()).isZero();
        ProcessBuilder builder = new ProcessBuilder("node", "provider.mjs")
                .directory(FOLDER.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("REDIRECT_URI", SERVER + OidcLogin.CALLBACK);
        Process process = builder.start();
        BufferedReader printed = process.inputReader(StandardCharsets.UTF_8);
        String line = printed.readLine();
        while (line != null && !line.startsWith("http://")) {
            line = printed.readLine();
        }
        assertThat(line).as("the provider's address").isNotNull();
        return new IdentityProvider(process, line);
    }

    /** Its URL. */
    public String issuer() {
        return issuer;
    }

    /** Logs a person in, from the page to which a browser was sent; returns the query with which it is sent back. */
    public Map<String, String> login(URI page, String person) throws IOException, InterruptedException {
        return query(URI.create(visit(page, person)));
    }

    /**
     * The same for a login that comes back to a program on this machine.
     *
     * @return the page that the program shows
     */
    public String loginOfProgram(URI page, String person) throws IOException, InterruptedException {
        return visit(page, person);
    }

    /** Where the browser is sent back, or the first page without a form. */
    private static String visit(URI page, String person) throws IOException, InterruptedException {
        try (HttpClient browser =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build()) {
            HttpRequest next = HttpRequest.newBuilder(page).build();
            for (int step = 0; step < MOST_STEPS; step++) {
                URI here = next.uri();
                HttpResponse<String> response = browser.send(next, BodyHandlers.ofString());
                if (response.statusCode() / 100 == 3) {
                    URI place = here.resolve(
                            response.headers().firstValue("location").orElseThrow());
                    if (place.toString().startsWith(SERVER)) {
                        return place.toString();
                    }
                    next = HttpRequest.newBuilder(place).build();
                } else if (!FORM.matcher(response.body()).find()) {
                    return response.body();
                } else {
                    next = submitted(here, response.body(), person);
                }
            }
        }
        throw new IllegalStateException("the login never ended");
    }

    private static HttpRequest submitted(URI here, String html, String person) {
        Matcher form = FORM.matcher(html);
        assertThat(form.find()).as("a form in " + html).isTrue();
        String prompt = html.contains("value=\"login\"") ? "login" : "consent";
        return form(here.resolve(form.group(1)), Map.of("prompt", prompt, "login", person, "password", "x"))
                .build();
    }

    /** A token of the program that it knows, for this audience. */
    String programToken(String audience) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            String basic =
                    Base64.getEncoder().encodeToString("pipeline:pipeline-secret".getBytes(StandardCharsets.US_ASCII));
            HttpRequest request = form(
                            URI.create(issuer + "/token"),
                            Map.of("grant_type", "client_credentials", "resource", audience))
                    .header("authorization", "Basic " + basic)
                    .build();
            String answer = client.send(request, BodyHandlers.ofString()).body();
            Matcher token = Pattern.compile("\"access_token\":\"([^\"]+)\"").matcher(answer);
            assertThat(token.find()).as(answer).isTrue();
            return token.group(1);
        }
    }

    private static HttpRequest.Builder form(URI place, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(place)
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
    }

    private static Map<String, String> query(URI place) {
        return Arrays.stream(place.getQuery().split("&", -1))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(field -> field[0], field -> field[1]));
    }

    private static boolean exists(String program) {
        return Arrays.stream(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Path.of(folder, program).toFile().canExecute());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
