package dev.tollgate.provider;

import dev.tollgate.openai.GatewayException;

/** Port: resolves references to secrets. */
public interface SecretResolver {

    /**
     * The gateway's own AWS credentials, as {@code id:secret} or {@code id:secret:token}. {@link Provider} drops this
     * reference, so that configuration cannot name it: another kind of provider would send the credentials away.
     */
    String OWN_AWS_CREDENTIALS = "aws:";

    /**
     * Resolves a reference to its secret.
     *
     * @param reference {@code env:NAME}, {@code ssm:/path}, {@code secret:name}, or plain text in local mode
     * @throws GatewayException {@code UPSTREAM_FAILED} where there is no such secret; the message never contains a secret
     */
    String resolve(String reference);
}
