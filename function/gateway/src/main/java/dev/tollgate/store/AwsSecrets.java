package dev.tollgate.store;

import dev.tollgate.config.GatewayConfig;
import dev.tollgate.config.TrustedAuthorities;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.SecretResolver;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Resolves secrets from the environment, from SSM's Parameter Store and from Secrets Manager, and the gateway's own AWS
 * credentials.
 */
@ApplicationScoped
public class AwsSecrets implements SecretResolver {
    private static final String ENVIRONMENT = "env:";
    private static final String PARAMETER = "ssm:";
    private static final String SECRET = "secret:";

    private final GatewayConfig config;
    private final Clock clock;
    private final Map<String, String> environment;
    private final RemoteSecrets remote;
    private final Map<String, StaleWhileRevalidateCache<String>> cache = new ConcurrentHashMap<>();
    private @Nullable AwsIdentity identity;

    @Inject
    AwsSecrets(GatewayConfig config, Clock clock, TrustedAuthorities trust) {
        this(config, clock, trust, System.getenv());
    }

    /** For tests, which cannot set environment variables. */
    AwsSecrets(GatewayConfig config, Clock clock, TrustedAuthorities trust, Map<String, String> environment) {
        this.config = config;
        this.clock = clock;
        this.environment = environment;
        this.remote = new RemoteSecrets(config, environment, trust);
    }

    @Override
    public String resolve(String reference) {
        if (reference.startsWith(ENVIRONMENT)) {
            return variable(reference);
        }
        if (reference.startsWith(PARAMETER)) {
            return cached(reference, () -> remote.parameter(reference.substring(PARAMETER.length())));
        }
        if (reference.startsWith(SECRET)) {
            return cached(reference, () -> remote.secret(reference.substring(SECRET.length())));
        }
        if (reference.equals(OWN_AWS_CREDENTIALS)) {
            return identity().asText();
        }
        if (config.secrets().plainTextAllowed()) {
            return reference;
        }
        // The message does not quote the reference, because it may be the secret itself.
        throw new GatewayException(
                ErrorKind.UPSTREAM_FAILED, "A provider's api_key must begin with env:, ssm: or secret:.");
    }

    private String variable(String reference) {
        String value = environment.get(reference.substring(ENVIRONMENT.length()));
        if (value == null || value.isBlank()) {
            throw unreadable(reference, "the variable is not set", null);
        }
        return value;
    }

    private String cached(String reference, Supplier<@Nullable String> remote) {
        return cache.computeIfAbsent(
                        reference,
                        name -> new StaleWhileRevalidateCache<>(
                                "the secret " + name, config.fresh().secrets(), clock, () -> read(name, remote)))
                .get();
    }

    private static String read(String reference, Supplier<@Nullable String> remote) {
        String value;
        try {
            value = remote.get();
        } catch (AwsServiceException refused) {
            String code = Optional.ofNullable(refused.awsErrorDetails())
                    .map(AwsErrorDetails::errorCode)
                    .orElse("HTTP status " + refused.statusCode());
            throw unreadable(reference, code, refused);
        } catch (SdkException failure) {
            throw unreadable(reference, "AWS does not respond", failure);
        }
        if (value == null) {
            throw unreadable(reference, "it is not text", null);
        }
        return value;
    }

    private synchronized AwsIdentity identity() {
        if (identity == null) {
            identity = AwsIdentity.of(config.dynamodb().endpoint().isPresent(), environment);
        }
        return identity;
    }

    private static GatewayException unreadable(String reference, String why, @Nullable Throwable cause) {
        return new GatewayException(
                ErrorKind.UPSTREAM_FAILED,
                "The provider's secret " + reference + " cannot be read (" + why + ").",
                cause);
    }

    @PreDestroy
    synchronized void close() {
        remote.close();
        if (identity != null) {
            identity.close();
        }
    }
}
