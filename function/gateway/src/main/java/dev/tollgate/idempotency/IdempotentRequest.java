package dev.tollgate.idempotency;

/**
 * A request that its caller may send again.
 *
 * @param keyId whose it is: nobody meets the idempotency keys of others
 * @param idempotencyKey as the caller chose it
 * @param digest of what is asked, and where: the same key with another is a mistake
 */
public record IdempotentRequest(String keyId, String idempotencyKey, String digest) {}
