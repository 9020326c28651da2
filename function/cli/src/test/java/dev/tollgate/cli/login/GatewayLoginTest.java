package dev.tollgate.cli.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.admin.AdminException;
import dev.tollgate.cli.login.ProfileLogin.AwsSignature;
import dev.tollgate.cli.login.ProfileLogin.FixedToken;
import dev.tollgate.cli.login.ProfileLogin.ProviderLogin;
import dev.tollgate.config.TrustedAuthorities;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Logins at a gateway and its identity provider, and how they are renewed. */
class GatewayLoginTest {
    private static final byte[] NOTHING = {};

    @TempDir
    Path folder;

    private final HttpCalls http = new HttpCalls(new TrustedAuthorities(Optional.empty()));

    /** A person whose browser follows each redirect. */
    private static final class Person implements LoginTerminal {
        private final List<String> notes = new ArrayList<>();
        private final List<CompletableFuture<HttpResponse<String>>> pages = new ArrayList<>();

        @Override
        public void note(String text) {
            notes.add(text);
        }

        @Override
        public boolean open(URI page) {
            HttpClient browser = HttpClient.newBuilder()
                    .followRedirects(HttpClient.Redirect.ALWAYS)
                    .build();
            pages.add(browser.sendAsync(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString()));
            return true;
        }
    }

    @Test
    void aBrowserComesBackWithACode() throws IOException {
        try (SimulatedGateway gateway = SimulatedGateway.start(false)) {
            Person person = new Person();
            GatewayLogin login = login();

            ProviderLogin result = login.atProvider(login.offered(gateway.url()), false, 0, person);

            assertThat(result.issuer()).isEqualTo(gateway.url().toString());
            assertThat(result.refreshToken()).isEqualTo("refresh-2");
            assertThat(gateway.grants()).containsExactly("authorization_code");
            assertThat(person.pages.getFirst().join().body()).contains("You can close this page");
            assertThat(person.notes.getFirst()).startsWith("Your browser shows the login.");
        }
    }

    @Test
    void anotherPageCannotEndALogin() throws IOException, InterruptedException {
        try (LoopbackRedirect redirect = new LoopbackRedirect(RedirectAddress.of(null, 0));
                HttpClient browser = HttpClient.newHttpClient()) {
            CompletableFuture<HttpResponse<String>> forged =
                    browser.sendAsync(get(redirect.address() + "?code=x&state=forged"), BodyHandlers.ofString());
            CompletableFuture<HttpResponse<String>> right = forged.thenCompose(
                    _ -> browser.sendAsync(get(redirect.address() + "?code=y&state=right"), BodyHandlers.ofString()));

            assertThat(redirect.await("right", Duration.ofSeconds(30))).containsEntry("code", "y");
            assertThat(forged.join().statusCode()).isEqualTo(404);
            assertThat(right.join().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aProviderThatTakesOneAddressOnlyGetsIt() {
        RedirectAddress named = RedirectAddress.of("http://localhost:8484/callback", 0);

        assertThat(named).isEqualTo(new RedirectAddress("localhost", 8484, "/callback"));
        assertThat(named.at(8484)).isEqualTo("http://localhost:8484/callback");
        assertThat(RedirectAddress.of("http://localhost:8484/callback", 9000).port())
                .isEqualTo(9000);
        assertThat(RedirectAddress.of(null, 0).at(1)).isEqualTo("http://127.0.0.1:1/callback");
        assertThatThrownBy(() -> RedirectAddress.of("https://evil.example.com/callback", 0))
                .hasMessageContaining("not on this machine");
    }

    private static HttpRequest get(String address) {
        return HttpRequest.newBuilder(URI.create(address)).build();
    }

    @Test
    void aCodeIsEnteredOnAnotherDevice() throws IOException {
        try (SimulatedGateway gateway = SimulatedGateway.start(true)) {
            Person person = new Person();
            GatewayLogin login = login();

            ProviderLogin result = login.atProvider(login.offered(gateway.url()), true, 0, person);

            assertThat(result.refreshToken()).isEqualTo("refresh-3");
            assertThat(gateway.grants()).hasSize(2);
            assertThat(person.notes)
                    .containsExactly(
                            "Open " + gateway.url() + "/activate on any device, and enter the code ABCD-EFGH.");
        }
    }

    @Test
    void anExpiredLoginIsRenewedOnceAndKept() throws IOException {
        try (SimulatedGateway gateway = SimulatedGateway.start(false)) {
            ProfileFile file = file();
            GatewayProfile old = new GatewayProfile(
                    "here",
                    gateway.url(),
                    new ProviderLogin(gateway.url().toString(), "cli", "old", "refresh-1", Instant.EPOCH));
            file.save(old);

            assertThat(me(file, old)).isEqualTo(200);
            assertThat(me(file, old)).isEqualTo(200);

            assertThat(gateway.grants()).containsExactly("refresh_token");
            assertThat(((ProviderLogin) file.read().require("here").login()).refreshToken())
                    .isEqualTo("refresh-2");
        }
    }

    @Test
    void aLoginThatNobodyRenewsSaysWhatToDo() throws IOException {
        try (SimulatedGateway gateway = SimulatedGateway.start(false)) {
            ProfileFile file = file();
            GatewayProfile old = new GatewayProfile(
                    "here",
                    gateway.url(),
                    new ProviderLogin(gateway.url().toString(), "cli", "old", null, Instant.EPOCH));
            file.save(old);

            assertThatThrownBy(() -> me(file, old))
                    .isInstanceOf(AdminException.class)
                    .hasMessage("Your login at " + gateway.url()
                            + " has expired. `tollgate login --profile here` logs you in again.");
        }
    }

    @Test
    void aTokenThatTheGatewayRefusesSaysSo() throws IOException {
        try (SimulatedGateway gateway = SimulatedGateway.start(false)) {
            GatewayProfile profile = new GatewayProfile("", gateway.url(), new FixedToken("wrong"));

            assertThatThrownBy(() -> me(file(), profile))
                    .hasMessage("This token is not valid here. The token is that of TOLLGATE_CLI_TOKEN.");
        }
    }

    @Test
    void aLogoutEndsTheLoginAtTheProvider() throws IOException {
        try (SimulatedGateway gateway = SimulatedGateway.start(false)) {
            login().end(new GatewayProfile(
                    "here",
                    gateway.url(),
                    new ProviderLogin(gateway.url().toString(), "cli", "old", "refresh-1", Instant.EPOCH)));

            assertThat(gateway.revoked()).containsExactly("refresh-1");
        }
    }

    @Test
    void noSecretTravelsWithoutTls() {
        URI open = URI.create("http://gateway.example.com");

        assertThatThrownBy(() -> login().offered(open)).hasMessageContaining("has no TLS");
        assertThat(List.of(new FixedToken("secret"), new AwsSignature(SignedService.API_GATEWAY, "eu-west-1")))
                .allSatisfy(way -> assertThatThrownBy(() -> me(file(), new GatewayProfile("", open, way)))
                        .hasMessageContaining("has no TLS"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyTheUserReadsTheFile() throws IOException {
        ProfileFile file = file();
        file.save(new GatewayProfile("one", URI.create("https://one.example.com"), new FixedToken("secret")));
        file.save(new GatewayProfile("two", URI.create("https://two.example.com"), new FixedToken("secret")));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                .isEqualTo("rw-------");
        assertThat(file.read().current()).hasValue("two");
        assertThat(file.read().byName().toString()).doesNotContain("secret");
        file.remove("two");
        assertThat(file.read().current()).isEmpty();
        assertThat(file.read().byName()).containsOnlyKeys("one");
        assertThatThrownBy(() -> file.read().require("three")).hasMessage("There is no profile three. There are: one.");
    }

    @Test
    void theFolderIsThatOfTheSystem() {
        Path home = Path.of("/home/ada");

        assertThat(ProfileFile.folder(Map.of(), "Linux", home)).isEqualTo(home.resolve(".config/tollgate"));
        assertThat(ProfileFile.folder(Map.of("XDG_CONFIG_HOME", "/etc/ada"), "Mac OS X", home))
                .isEqualTo(Path.of("/etc/ada/tollgate"));
    }

    private GatewayLogin login() {
        return new GatewayLogin(http, calls(file()));
    }

    private ProfileFile file() {
        return new ProfileFile(folder.resolve("config/profiles.json"));
    }

    private int me(ProfileFile file, GatewayProfile profile) {
        return calls(file)
                .send(profile, "GET", "/admin/v1/me", Map.of(), NOTHING)
                .status();
    }

    private GatewayCalls calls(ProfileFile file) {
        RequestSigner none = (_, _, _, _, _) -> Map.of();
        return new GatewayCalls(http, file, none, Clock.systemUTC());
    }
}
