package dev.tollgate.cli.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tollgate.admin.AdminException;
import dev.tollgate.cli.login.ProfileLogin.AwsSignature;
import dev.tollgate.config.TrustedAuthorities;
import dev.tollgate.store.SigningScope;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a login with AWS credentials sends to API Gateway. */
class SignedRequestTest {
    private final List<String> received = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    private HttpServer api;

    @BeforeEach
    void start() throws IOException {
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.createContext("/", this::answer);
        api.start();
    }

    @AfterEach
    void stop() {
        api.stop(0);
    }

    @Test
    void theAccountIsReadBelowThePathOfSignedRequests() {
        GatewayProfile profile =
                new GatewayProfile("aws", address("/api"), new AwsSignature(SignedService.API_GATEWAY, "eu-central-1"));

        assertThat(new AccountReader(calls()).of(profile).path("role").asText()).isEqualTo("admin");

        assertThat(received)
                .containsExactly("/api/iam/admin/v1/me signed GET " + address("/api")
                        + "/iam/admin/v1/me for execute-api in eu-central-1");
    }

    @Test
    void aFunctionUrlIsSignedForLambdaAtTheApisOwnPath() {
        GatewayProfile profile =
                new GatewayProfile("aws", address(""), new AwsSignature(SignedService.FUNCTION_URL, "eu-central-1"));

        assertThat(new AccountReader(calls()).of(profile).path("role").asText()).isEqualTo("admin");

        assertThat(received)
                .containsExactly("/admin/v1/me signed GET " + address("") + "/admin/v1/me for lambda in eu-central-1");
    }

    @Test
    void theSignatureCoversQueryAndBody() {
        GatewayProfile profile =
                new GatewayProfile("aws", address(""), new AwsSignature(SignedService.API_GATEWAY, "eu-west-1"));
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);

        calls().send(profile, "PUT", "/admin/v1/prices?force=true", Map.of("if-match", "7"), body);

        assertThat(received)
                .containsExactly("/iam/admin/v1/prices?force=true signed PUT " + address("")
                        + "/iam/admin/v1/prices?force=true {if-match=7} {} for execute-api in eu-west-1");
    }

    @Test
    void theRegionIsThatOfTheAddress() {
        Map<String, String> environment = Map.of("AWS_REGION", "eu-central-1");

        assertThat(AwsEndpoint.signature(
                        URI.create("https://a1.execute-api.eu-west-1.amazonaws.com/api"), null, environment))
                .isEqualTo(new AwsSignature(SignedService.API_GATEWAY, "eu-west-1"));
        assertThat(AwsEndpoint.signature(URI.create("https://a1.lambda-url.eu-west-1.on.aws"), null, environment))
                .isEqualTo(new AwsSignature(SignedService.FUNCTION_URL, "eu-west-1"));
        assertThat(AwsEndpoint.signature(URI.create("https://gateway.example.com"), null, environment))
                .isEqualTo(new AwsSignature(SignedService.API_GATEWAY, "eu-central-1"));
        assertThatThrownBy(() -> AwsEndpoint.signature(URI.create("https://gateway.example.com"), null, Map.of()))
                .isInstanceOf(AdminException.class)
                .hasMessageContaining("give --region");
    }

    @Test
    void aProfileRemembersTheService() {
        ProfileFile file = new ProfileFile(folder.resolve("remembered.json"));
        GatewayProfile profile =
                new GatewayProfile("aws", address(""), new AwsSignature(SignedService.FUNCTION_URL, "eu-west-1"));
        file.save(profile);

        assertThat(file.read().require("aws")).isEqualTo(profile);
        assertThat(SignedService.of("")).isEqualTo(SignedService.API_GATEWAY);
    }

    private URI address(String base) {
        return URI.create("http://127.0.0.1:" + api.getAddress().getPort() + base);
    }

    private GatewayCalls calls() {
        return new GatewayCalls(
                new HttpCalls(new TrustedAuthorities(Optional.empty())),
                new ProfileFile(folder.resolve("profiles.json")),
                SignedRequestTest::signature,
                Clock.systemUTC());
    }

    /** Not a signature: it names what a real one would cover. */
    private static Map<String, String> signature(
            String method, URI uri, Map<String, String> headers, byte[] body, SigningScope scope) {
        String covered = headers.isEmpty() ? "" : " " + headers + " " + new String(body, StandardCharsets.UTF_8);
        return Map.of(
                "authorization",
                "signed " + method + " " + uri + covered + " for " + scope.service() + " in " + scope.region());
    }

    /** As API Gateway: what is not signed, or has another path, is refused. */
    private void answer(HttpExchange http) throws IOException {
        String signature = String.valueOf(http.getRequestHeaders().getFirst("authorization"));
        received.add(http.getRequestURI() + " " + signature);
        boolean allowed = signature.startsWith("signed ")
                && http.getRequestURI()
                        .getPath()
                        .contains(signature.contains("lambda") ? "/admin/v1/" : "/iam/admin/v1/");
        byte[] body =
                (allowed ? "{\"role\":\"admin\"}" : "{\"message\":\"Forbidden\"}").getBytes(StandardCharsets.UTF_8);
        http.sendResponseHeaders(allowed ? 200 : 403, body.length);
        http.getResponseBody().write(body);
        http.close();
    }
}
