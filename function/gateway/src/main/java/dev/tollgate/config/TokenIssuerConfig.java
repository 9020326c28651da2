package dev.tollgate.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Which JSON Web Tokens the gateway accepts in place of keys, and what their claims are called. */
@ConfigMapping(prefix = "tollgate.jwt")
public interface TokenIssuerConfig {
    /** The issuer, exactly as in the claim {@code iss}; no token is accepted unless set. */
    Optional<String> issuer();

    /** What the claim {@code aud} must contain one of; required if there is an issuer. */
    Optional<Set<String>> audience();

    /** Where the issuer's keys are; unless set, its discovery document says so. */
    Optional<String> jwksUrl();

    /** The signatures that are accepted. */
    @WithDefault("RS256,PS256,ES256,EdDSA")
    Set<String> algorithms();

    /** The claim that names the caller. */
    @WithDefault("sub")
    String subjectClaim();

    /** The claim that names the caller's team, or several of which the first known one counts. */
    @WithDefault("team")
    String teamClaim();

    /** The claim that lists the aliases which the token allows; none unless set. */
    Optional<String> aliasesClaim();

    /** How far the issuer's clock may be ahead or behind. */
    @WithDefault("60s")
    Duration leeway();

    /** How long the gateway uses the issuer's keys before it reads them again. */
    @WithDefault("10m")
    Duration freshKeys();

    /** How long a request waits for the issuer's keys. */
    @WithDefault("5s")
    Duration timeout();
}
