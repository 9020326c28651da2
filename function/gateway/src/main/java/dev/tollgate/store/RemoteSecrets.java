package dev.tollgate.store;

import dev.tollgate.config.GatewayConfig;
import dev.tollgate.config.TrustedAuthorities;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * Reads secrets from SSM's Parameter Store and from Secrets Manager. Each client is created on first use: a gateway
 * whose secrets are in the environment starts faster without them.
 */
final class RemoteSecrets implements AutoCloseable {
    private final GatewayConfig config;
    private final Map<String, String> environment;
    private final TrustedAuthorities trust;
    private @Nullable SsmClient parameters;
    private @Nullable SecretsManagerClient secrets;

    RemoteSecrets(GatewayConfig config, Map<String, String> environment, TrustedAuthorities trust) {
        this.config = config;
        this.environment = environment;
        this.trust = trust;
    }

    /** Returns a parameter, decrypted. */
    String parameter(String name) {
        return parameters()
                .getParameter(request -> request.name(name).withDecryption(true))
                .parameter()
                .value();
    }

    /** Returns the whole text of a secret; null if it holds bytes. */
    @Nullable
    String secret(String name) {
        return secrets().getSecretValue(request -> request.secretId(name)).secretString();
    }

    private synchronized SsmClient parameters() {
        if (parameters == null) {
            parameters = AwsClients.ssm(config, environment, trust);
        }
        return parameters;
    }

    private synchronized SecretsManagerClient secrets() {
        if (secrets == null) {
            secrets = AwsClients.secretsManager(config, environment, trust);
        }
        return secrets;
    }

    @Override
    public synchronized void close() {
        if (parameters != null) {
            parameters.close();
        }
        if (secrets != null) {
            secrets.close();
        }
    }
}
