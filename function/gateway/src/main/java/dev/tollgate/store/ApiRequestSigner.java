package dev.tollgate.store;

import dev.tollgate.openai.GatewayException;
import dev.tollgate.store.SignedRequests.Unsigned;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;

/**
 * Signs requests to an API that API Gateway or a function URL protects with {@code AWS_IAM}, with the credentials that the AWS CLI
 * would use (https://docs.aws.amazon.com/apigateway/latest/developerguide/permissions.html).
 */
@Singleton
public final class ApiRequestSigner {
    private final Map<String, String> environment;
    private final Clock clock;

    @Inject
    ApiRequestSigner(Clock clock) {
        this(System.getenv(), clock);
    }

    ApiRequestSigner(Map<String, String> environment, Clock clock) {
        this.environment = environment;
        this.clock = clock;
    }

    /**
     * The headers of the signed request, without those that every HTTP client sets by itself.
     *
     * @throws GatewayException {@code UPSTREAM_FAILED} if there are no credentials
     */
    public Map<String, String> headers(
            String method, URI uri, Map<String, String> headers, byte[] body, SigningScope scope) {
        try (AwsIdentity identity = AwsIdentity.of(false, environment)) {
            return signed(method, uri, headers, body, scope, identity.credentials());
        }
    }

    Map<String, String> signed(
            String method,
            URI uri,
            Map<String, String> headers,
            byte[] body,
            SigningScope scope,
            AwsCredentials credentials) {
        Unsigned unsigned = new Unsigned(scope.service(), SdkHttpMethod.fromValue(method), uri, headers, body);
        Map<String, List<String>> signed = SignedRequests.sign(unsigned, credentials, scope.region(), clock)
                .request()
                .headers();
        Map<String, String> all = new HashMap<>();
        signed.forEach((name, values) -> all.put(name, String.join(",", values)));
        all.keySet().removeIf(name -> name.equalsIgnoreCase("host") || name.equalsIgnoreCase("content-length"));
        return all;
    }
}
