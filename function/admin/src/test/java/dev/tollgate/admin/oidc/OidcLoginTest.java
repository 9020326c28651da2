package dev.tollgate.admin.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tollgate.admin.AdminErrorKind;
import dev.tollgate.admin.AdminException;
import dev.tollgate.admin.access.Administrator;
import dev.tollgate.admin.access.LoginMethod;
import dev.tollgate.admin.access.Role;
import dev.tollgate.auth.Team;
import dev.tollgate.config.GatewayConfig;
import dev.tollgate.config.TrustedAuthorities;
import dev.tollgate.provider.UpstreamClient;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins at a real provider: the whole code flow, and tokens of programs. */
final class OidcLoginTest {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final Map<String, String> SETTINGS = Map.of(
            "tollgate.admin.oidc.client-id", "tollgate",
            "tollgate.admin.oidc.client-secret", IdentityProvider.CLIENT_SECRET,
            "tollgate.admin.oidc.session-secret", "a secret of 32 characters or more",
            "tollgate.admin.oidc.audience", "https://gateway.example.com/admin",
            "tollgate.admin.oidc.roles.admin", "platform,root",
            "tollgate.admin.oidc.roles.team-admin", "lead",
            "tollgate.admin.oidc.roles.viewer", "auditor");

    private static final Map<String, Team> TEAMS = Map.of(
            "ops", new Team("ops", "Ops", List.of(new Team.Member("mia", "developer")), null, null, null),
            "web",
                    new Team(
                            "web",
                            "Web",
                            List.of(new Team.Member("mia", "team_admin"), new Team.Member("bob", "team_admin")),
                            null,
                            null,
                            null));

    private static IdentityProvider provider;

    private final OidcLogin login = login(CLOCK, Map.of());

    @BeforeAll
    static void startProvider() throws Exception {
        provider = IdentityProvider.start();
    }

    @AfterAll
    static void stopProvider() {
        if (provider != null) {
            provider.close();
        }
    }

    @Test
    void aPersonLogsInAndHasTheRoleThatTheSettingsGive() throws Exception {
        OidcLogin.Step begun = login.begin(IdentityProvider.SERVER, Optional.of("/console/keys?team=search"));
        Map<String, String> query = provider.login(begun.next(), "ada");
        OidcLogin.Step done = login.complete(IdentityProvider.SERVER, query, Optional.of(begun.kept()));

        assertThat(done.next()).isEqualTo(URI.create("/console/keys?team=search"));
        assertThat(login.session(done.kept()))
                .contains(new Administrator("ada", "Ada Lovelace", Role.ADMIN, Set.of(), LoginMethod.OIDC));
    }

    @Test
    void aTeamAdminHasTheTeamsOfTheToken() throws Exception {
        OidcLogin.Step begun = login.begin(IdentityProvider.SERVER, Optional.empty());
        OidcLogin.Step done =
                login.complete(IdentityProvider.SERVER, provider.login(begun.next(), "bob"), Optional.of(begun.kept()));
        assertThat(done.next()).isEqualTo(URI.create("/console/index.html"));
        assertThat(login.session(done.kept()).map(Administrator::teams)).contains(Set.of("search", "ads", "web"));
    }

    @Test
    void aPersonWhoCancelsIsToldSo() {
        OidcLogin.Step begun = login.begin(IdentityProvider.SERVER, Optional.empty());
        String state = begun.next().getQuery().replaceAll("(^|.*&)state=([^&]*).*", "$2");
        assertRefused(
                AdminErrorKind.LOGIN_CANCELLED,
                () -> login.complete(
                        IdentityProvider.SERVER,
                        Map.of("error", "access_denied", "state", state),
                        Optional.of(begun.kept())));
    }

    @Test
    void aPersonWithoutARoleIsForbidden() throws Exception {
        OidcLogin.Step begun = login.begin(IdentityProvider.SERVER, Optional.empty());
        Map<String, String> query = provider.login(begun.next(), "eve");
        assertRefused(
                AdminErrorKind.FORBIDDEN,
                () -> login.complete(IdentityProvider.SERVER, query, Optional.of(begun.kept())));
    }

    @Test
    void aMemberOfATeamHasTheRoleThatTheTeamGives() throws Exception {
        OidcLogin.Step begun = login.begin(IdentityProvider.SERVER, Optional.empty());
        OidcLogin.Step done =
                login.complete(IdentityProvider.SERVER, provider.login(begun.next(), "mia"), Optional.of(begun.kept()));
        assertThat(login.session(done.kept()))
                .contains(new Administrator("mia", "Mia", Role.TEAM_ADMIN, Set.of("web"), LoginMethod.OIDC));
    }

    /** The documented example makes everybody a developer, which must not hide that a team has an admin. */
    @Test
    void aMembershipThatGivesMoreCountsBesidesARoleOfTheClaims() throws Exception {
        Map<String, String> everybody = Map.of("tollgate.admin.oidc.roles.developer", "*");

        assertThat(administrator(everybody, "mia"))
                .isEqualTo(new Administrator("mia", "Mia", Role.TEAM_ADMIN, Set.of("web"), LoginMethod.OIDC));
        assertThat(administrator(everybody, "eve").teams()).containsExactly("docs");
    }

    @Test
    void everybodyMayBeADeveloper() throws Exception {
        OidcLogin open = login(CLOCK, Map.of("tollgate.admin.oidc.roles.developer", "*"));
        OidcLogin.Step begun = open.begin(IdentityProvider.SERVER, Optional.empty());
        OidcLogin.Step done =
                open.complete(IdentityProvider.SERVER, provider.login(begun.next(), "eve"), Optional.of(begun.kept()));
        assertThat(open.session(done.kept()).map(Administrator::role)).contains(Role.DEVELOPER);
    }

    /** Otherwise an attacker could log a victim in as themselves, and watch what the victim enters. */
    @Test
    void onlyTheBrowserThatBeganALoginEndsIt() throws Exception {
        OidcLogin.Step victims = login.begin(IdentityProvider.SERVER, Optional.empty());
        OidcLogin.Step attackers = login.begin(IdentityProvider.SERVER, Optional.empty());
        Map<String, String> query = provider.login(attackers.next(), "ada");
        for (Optional<String> kept : Set.of(Optional.<String>empty(), Optional.of("x"), Optional.of(victims.kept()))) {
            assertRefused(AdminErrorKind.INVALID_TOKEN, () -> login.complete(IdentityProvider.SERVER, query, kept));
        }
    }

    @Test
    void aCodeCountsOnce() throws Exception {
        OidcLogin.Step begun = login.begin(IdentityProvider.SERVER, Optional.empty());
        Map<String, String> query = provider.login(begun.next(), "ada");
        login.complete(IdentityProvider.SERVER, query, Optional.of(begun.kept()));
        assertRefused(
                AdminErrorKind.INVALID_TOKEN,
                () -> login.complete(IdentityProvider.SERVER, query, Optional.of(begun.kept())));
    }

    @Test
    void aLoginThatTookTooLongBeginsAnew() throws Exception {
        OidcLogin.Step begun = login.begin(IdentityProvider.SERVER, Optional.empty());
        Map<String, String> query = provider.login(begun.next(), "ada");
        OidcLogin later = login(Clock.offset(CLOCK, Duration.ofMinutes(11)), Map.of());
        assertRefused(
                AdminErrorKind.INVALID_TOKEN,
                () -> later.complete(IdentityProvider.SERVER, query, Optional.of(begun.kept())));
    }

    @Test
    void aSessionEndsAndNobodyCanMakeOne() throws Exception {
        OidcLogin.Step begun = login.begin(IdentityProvider.SERVER, Optional.empty());
        String session = login.complete(
                        IdentityProvider.SERVER, provider.login(begun.next(), "ada"), Optional.of(begun.kept()))
                .kept();
        assertThat(login(Clock.offset(CLOCK, Duration.ofHours(7)), Map.of()).session(session))
                .isPresent();
        assertThat(login(Clock.offset(CLOCK, Duration.ofHours(9)), Map.of()).session(session))
                .isEmpty();
        assertThat(login.session(session.substring(0, session.length() - 2) + "AA"))
                .isEmpty();
        // What is sealed for one use does not serve another.
        assertThat(login.session(begun.kept())).isEmpty();
        OidcLogin other =
                login(CLOCK, Map.of("tollgate.admin.oidc.session-secret", "another secret of 32 characters or more"));
        assertThat(other.session(session)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example.com",
                "https://evil.example.com",
                "/v1/x",
                "/console/\r\nx: y",
                "/console//../x y"
            })
    void aLoginNeverLeadsToAnotherPlace(String page) throws Exception {
        OidcLogin.Step begun = login.begin(IdentityProvider.SERVER, Optional.of(page));
        OidcLogin.Step done =
                login.complete(IdentityProvider.SERVER, provider.login(begun.next(), "ada"), Optional.of(begun.kept()));
        assertThat(done.next()).isEqualTo(URI.create("/console/index.html"));
    }

    @Test
    void aProgramsTokenIsAnAdministrator() throws Exception {
        assertThat(login.program(provider.programToken("https://gateway.example.com/admin")))
                .isEqualTo(new Administrator("pipeline", "pipeline", Role.VIEWER, Set.of(), LoginMethod.OIDC));
        String foreign = provider.programToken("https://mail.example.com");
        assertRefused(AdminErrorKind.INVALID_TOKEN, () -> login.program(foreign));
    }

    @Test
    void theProviderSaysWhereItsSessionEnds() {
        assertThat(login.endOfSession(IdentityProvider.SERVER).toString())
                .startsWith(provider.issuer())
                .contains("client_id=tollgate");
    }

    private static Administrator administrator(Map<String, String> settings, String person) throws Exception {
        OidcLogin of = login(CLOCK, settings);
        OidcLogin.Step begun = of.begin(IdentityProvider.SERVER, Optional.empty());
        OidcLogin.Step done =
                of.complete(IdentityProvider.SERVER, provider.login(begun.next(), person), Optional.of(begun.kept()));
        return of.session(done.kept()).orElseThrow();
    }

    private static void assertRefused(AdminErrorKind kind, Runnable step) {
        assertThatExceptionOfType(AdminException.class)
                .isThrownBy(step::run)
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(kind));
    }

    private static OidcLogin login(Clock clock, Map<String, String> others) {
        Map<String, String> all = new HashMap<>(SETTINGS);
        all.put("tollgate.admin.oidc.issuer", provider.issuer());
        all.putAll(others);
        GatewayConfig config = mapping(GatewayConfig.class, Map.of());
        return new OidcLogin(
                mapping(OidcSettings.class, all),
                () -> TEAMS,
                new UpstreamClient(config, new TrustedAuthorities(Optional.empty()), clock),
                reference -> {
                    throw new IllegalStateException("there is no reference");
                },
                clock);
    }

    private static <T> T mapping(Class<T> type, Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                // Quarkus' own, which read 30s as a duration.
                .addDiscoveredConverters()
                .withMapping(type)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(type);
    }
}
