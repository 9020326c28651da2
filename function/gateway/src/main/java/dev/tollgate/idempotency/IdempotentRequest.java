package dev.tollgate.idempotency;

/**
 * A request that its caller may send more than once.
 *
 * @param keyId the caller's API key: two API keys never share an idempotency key
 * @param idempotencyKey the value that the caller chose
 * @param digest a digest of the request's content and endpoint: the same key with another digest is an error
 * @param responseKey 32 bytes in hexadecimal digits that only somebody with the whole request can know. The store encrypts the
 *     response with it, and never keeps it
 */
public record IdempotentRequest(String keyId, String idempotencyKey, String digest, String responseKey) {}
