package dev.tollgate.cli.login;

import dev.tollgate.cli.login.ProfileLogin.FixedToken;
import dev.tollgate.config.TrustedAuthorities;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** A login with a token at a gateway of a test, as the calls of the admin API need it. */
public final class TokenLogin {
    private final ProfileFile file;

    /**
     * Logs in.
     *
     * @param folder for the file of profiles
     */
    public TokenLogin(URI gateway, Path folder) {
        file = new ProfileFile(folder.resolve("profiles.json"));
        file.save(new GatewayProfile("test", gateway, new FixedToken("token")));
    }

    /** What sends requests with it. */
    public GatewayCalls calls() {
        RequestSigner none = (_, _, _, _, _) -> Map.of();
        return new GatewayCalls(new HttpCalls(new TrustedAuthorities(Optional.empty())), file, none, Clock.systemUTC());
    }

    /** What commands work with. */
    public ChosenAccess access() {
        return new ChosenAccess(new CurrentProfile(), file);
    }

    /** No settings: the profile of the last login counts. */
    private static final class CurrentProfile implements CliSettings {
        @Override
        public boolean direct() {
            return false;
        }

        @Override
        public Optional<String> profile() {
            return Optional.empty();
        }

        @Override
        public Optional<URI> url() {
            return Optional.empty();
        }

        @Override
        public Optional<String> token() {
            return Optional.empty();
        }
    }
}
