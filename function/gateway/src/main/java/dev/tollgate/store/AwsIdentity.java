package dev.tollgate.store;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** The gateway's own AWS credentials: its role, or what else the SDK finds. The SDK renews them. */
final class AwsIdentity implements AutoCloseable {
    private final AwsCredentialsProvider provider;

    private AwsIdentity(AwsCredentialsProvider provider) {
        this.provider = provider;
    }

    /**
     * The identity of this process.
     *
     * @param local whether DynamoDB is a local one. Then the default profile or dummy credentials replace missing ones,
     *     because a laptop has no metadata service to wait for
     */
    static AwsIdentity of(boolean local, Map<String, String> environment) {
        if (local && !AwsClients.hasCredentials(environment)) {
            return new AwsIdentity(
                    AwsCredentialsProviderChain.of(ProfileCredentialsProvider.create(), AwsClients.LOCAL_CREDENTIALS));
        }
        return new AwsIdentity(DefaultCredentialsProvider.builder().build());
    }

    /**
     * The credentials now.
     *
     * @throws GatewayException {@code UPSTREAM_FAILED} if there are none
     */
    AwsCredentials credentials() {
        try {
            return provider.resolveCredentials();
        } catch (SdkException failure) {
            throw new GatewayException(
                    ErrorKind.UPSTREAM_FAILED, "The gateway has no AWS credentials of its own to sign with.", failure);
        }
    }

    /** {@code id:secret}, or {@code id:secret:token}. */
    String asText() {
        AwsCredentials credentials = credentials();
        String keys = credentials.accessKeyId() + ":" + credentials.secretAccessKey();
        return credentials instanceof AwsSessionCredentials session ? keys + ":" + session.sessionToken() : keys;
    }

    @Override
    public void close() {
        if (provider instanceof SdkAutoCloseable closeable) {
            closeable.close();
        }
    }
}
