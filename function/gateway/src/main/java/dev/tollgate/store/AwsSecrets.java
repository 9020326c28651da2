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
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * Resolves secrets from the environment, from SSM's Parameter Store and from Secrets Manager, and the gateway's own AWS
 * credentials. SSM also reads Secrets Manager
 * (https://docs.aws.amazon.com/systems-manager/latest/userguide/integration-ps-secretsmanager.html).
 */
@ApplicationScoped
public class AwsSecrets implements SecretResolver {
    private static final String ENVIRONMENT = "env:";
    private static final String PARAMETER = "ssm:";
    private static final String SECRET = "secret:";
    private static final String SECRETS_MANAGER = "/aws/reference/secretsmanager/";

    private final GatewayConfig config;
    private final Clock clock;
    private final TrustedAuthorities trust;
    private final Map<String, String> environment;
    private final Map<String, StaleWhileRevalidateCache<String>> cache = new ConcurrentHashMap<>();
    private @Nullable SsmClient client;
    private @Nullable AwsIdentity identity;

    @Inject
    AwsSecrets(GatewayConfig config, Clock clock, TrustedAuthorities trust) {
        this(config, clock, trust, System.getenv());
    }

    /** For tests, which cannot set environment variables. */
    AwsSecrets(GatewayConfig config, Clock clock, TrustedAuthorities trust, Map<String, String> environment) {
        this.config = config;
        this.clock = clock;
        this.trust = trust;
        this.environment = environment;
    }

    @Override
    public String resolve(String reference) {
        if (reference.startsWith(ENVIRONMENT)) {
            return variable(reference);
        }
        if (reference.startsWith(PARAMETER)) {
            return cached(reference, reference.substring(PARAMETER.length()));
        }
        if (reference.startsWith(SECRET)) {
            return cached(reference, SECRETS_MANAGER + reference.substring(SECRET.length()));
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
            throw missing(reference, null);
        }
        return value;
    }

    private String cached(String reference, String parameter) {
        return cache.computeIfAbsent(
                        reference,
                        name -> new StaleWhileRevalidateCache<>(
                                "the secret " + name,
                                config.fresh().secrets(),
                                clock,
                                () -> parameter(reference, parameter)))
                .get();
    }

    private String parameter(String reference, String name) {
        try {
            return client().getParameter(request -> request.name(name).withDecryption(true))
                    .parameter()
                    .value();
        } catch (SdkException failure) {
            throw missing(reference, failure);
        }
    }

    /** Created on first use: a gateway whose secrets are in the environment starts faster without it. */
    private synchronized SsmClient client() {
        if (client == null) {
            client = AwsClients.ssm(config.ssm().endpoint(), environment, trust);
        }
        return client;
    }

    private synchronized AwsIdentity identity() {
        if (identity == null) {
            identity = AwsIdentity.of(config.dynamodb().endpoint().isPresent(), environment);
        }
        return identity;
    }

    private static GatewayException missing(String reference, @Nullable Throwable cause) {
        return new GatewayException(
                ErrorKind.UPSTREAM_FAILED, "The provider's secret " + reference + " cannot be read.", cause);
    }

    @PreDestroy
    synchronized void close() {
        if (client != null) {
            client.close();
        }
        if (identity != null) {
            identity.close();
        }
    }
}
