package dev.tollgate.provider;

import dev.tollgate.openai.ChatFailure;

/** Port: where secrets are kept. */
public interface Secrets {

    /**
     * The secret that a reference names.
     *
     * @param reference {@code env:NAME}, {@code ssm:/path}, {@code secret:name}, or plain text in local mode
     * @throws ChatFailure {@code UPSTREAM_FAILED} where there is no such secret; it names the reference, never the secret
     */
    String resolve(String reference);
}
