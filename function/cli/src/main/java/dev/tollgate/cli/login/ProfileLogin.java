package dev.tollgate.cli.login;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How somebody has logged in at a gateway. Its text never has a secret. */
public sealed interface ProfileLogin {
    /** What it is called in the file of profiles. */
    String method();

    /** A token that does not change. */
    record FixedToken(String token) implements ProfileLogin {
        @Override
        public String method() {
            return "token";
        }

        @Override
        public String toString() {
            return method();
        }
    }

    /**
     * A login at the gateway's identity provider.
     *
     * @param idToken what the gateway gets
     * @param refreshToken what the provider takes for a new one; absent if it gave none
     * @param expires when the id token does
     */
    record ProviderLogin(
            String issuer,
            String clientId,
            String idToken,
            @Nullable String refreshToken,
            Instant expires) implements ProfileLogin {
        @Override
        public String method() {
            return "oidc";
        }

        @Override
        public String toString() {
            return method() + " at " + issuer;
        }
    }

    /** The AWS credentials that the AWS CLI would use: each request is signed for this service in this region. */
    record AwsSignature(SignedService service, String region) implements ProfileLogin {
        @Override
        public String method() {
            return "aws";
        }
    }
}
