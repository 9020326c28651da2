package dev.tollgate.auth;

/** Who made a call, for work that goes on without the client: what the caller may do is read again by it. */
public sealed interface CallerReference permits KeyHash, TokenIdentity {

    /** The reference to the caller of a call. */
    static CallerReference to(ApiKey key) {
        return TokenIdentity.of(key).<CallerReference>map(identity -> identity).orElse(key.keyHash());
    }
}
