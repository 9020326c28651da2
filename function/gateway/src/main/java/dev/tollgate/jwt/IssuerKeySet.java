package dev.tollgate.jwt;

import java.time.Duration;

/** Port: the public keys of the issuer, as the JSON that it publishes (https://www.rfc-editor.org/rfc/rfc7517#section-5). */
public interface IssuerKeySet {

    /**
     * The key set. The same object until it is read again.
     *
     * @throws dev.tollgate.openai.GatewayException {@code ISSUER_UNAVAILABLE} if it could never be read
     */
    Document current();

    /** The key set, read again if that was not within this time. While the issuer fails, what there is. */
    Document youngerThan(Duration age);

    /** A key set that was read. Two of them are equal if they are the same object. */
    final class Document {
        private final String json;

        public Document(String json) {
            this.json = json;
        }

        public String json() {
            return json;
        }
    }
}
