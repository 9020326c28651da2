package dev.tollgate.store;

/**
 * What the signature of a request is valid for.
 *
 * @param service the name of the AWS service, such as {@code execute-api}
 * @param region where the service is
 */
public record SigningScope(String service, String region) {}
