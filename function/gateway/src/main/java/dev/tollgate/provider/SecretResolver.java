package dev.tollgate.provider;

import dev.tollgate.openai.GatewayException;

/** Port: where secrets are kept. */
public interface SecretResolver {

    /**
     * The gateway's own credentials in AWS, as {@code id:secret} or {@code id:secret:token}. {@link Provider} drops this
     * reference, so that only a kind can name it: any other kind would send the credentials away.
     */
    String OWN_AWS_CREDENTIALS = "aws:";

    /**
     * The secret that a reference names.
     *
     * @param reference {@code env:NAME}, {@code ssm:/path}, {@code secret:name}, or plain text in local mode
     * @throws GatewayException {@code UPSTREAM_FAILED} where there is no such secret; it names the reference, never the secret
     */
    String resolve(String reference);
}
