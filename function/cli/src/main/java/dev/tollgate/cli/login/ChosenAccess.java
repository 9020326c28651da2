package dev.tollgate.cli.login;

import dev.tollgate.admin.AdminErrorKind;
import dev.tollgate.admin.AdminException;
import dev.tollgate.cli.login.ProfileLogin.FixedToken;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * What a command works with: the tables, if the user has chosen them, or else a gateway. Nothing falls back from one to the other.
 */
@Singleton
public final class ChosenAccess {
    private final CliSettings settings;
    private final ProfileFile file;

    ChosenAccess(CliSettings settings, ProfileFile file) {
        this.settings = settings;
        this.file = file;
    }

    /** Whether commands work on the tables. */
    public boolean direct() {
        return settings.direct();
    }

    /** The profile to log in with, or out. */
    public String profileName() {
        return settings.profile().or(() -> file.read().current()).orElse("default");
    }

    /**
     * The gateway.
     *
     * @throws AdminException if nobody has logged in
     */
    public GatewayProfile profile() {
        return settings.profile()
                .map(name -> file.read().require(name))
                .or(this::ofEnvironment)
                .or(this::current)
                .orElseThrow(() -> new AdminException(
                        AdminErrorKind.INVALID_TOKEN,
                        "You are not logged in. `tollgate login URL` logs you in at a gateway; with --direct, commands"
                                + " work on its tables with your AWS rights."));
    }

    private Optional<GatewayProfile> ofEnvironment() {
        return settings.url()
                .flatMap(url -> settings.token().map(token -> new GatewayProfile("", url, new FixedToken(token))));
    }

    private Optional<GatewayProfile> current() {
        ProfileFile.SavedProfiles saved = file.read();
        return saved.current().map(saved::require);
    }
}
