package dev.tollgate.openai;

import java.util.Locale;

/**
 * Every way in which a call can fail, with the status, type and code that OpenAI's clients understand.
 *
 * <p>The kind is also the dimension of the error metric. Its source is OpenAI's error codes guide
 * (https://platform.openai.com/docs/guides/error-codes).
 */
public enum ErrorKind {
    INVALID_API_KEY(401, "invalid_request_error", "invalid_api_key"),
    PERMISSION_DENIED(403, "invalid_request_error", "permission_denied"),
    MODEL_NOT_FOUND(404, "invalid_request_error", "model_not_found"),
    NOT_FOUND(404, "invalid_request_error", "not_found"),
    /** An endpoint of OpenAI's that the gateway does not have. */
    UNSUPPORTED_ENDPOINT(404, "invalid_request_error", "unsupported_endpoint"),
    REQUEST_NOT_FOUND(404, "invalid_request_error", "request_not_found"),
    RESPONSE_NOT_FOUND(404, "invalid_request_error", "response_not_found"),
    FILE_NOT_FOUND(404, "invalid_request_error", "file_not_found"),
    BATCH_NOT_FOUND(404, "invalid_request_error", "batch_not_found"),
    METHOD_NOT_ALLOWED(405, "invalid_request_error", "method_not_allowed"),
    /** OpenAI answers this with 400, and not with 404 (https://platform.openai.com/docs/guides/conversation-state). */
    PREVIOUS_RESPONSE_NOT_FOUND(400, "invalid_request_error", "previous_response_not_found"),
    INVALID_JSON(400, "invalid_request_error", "invalid_json"),
    INVALID_VALUE(400, "invalid_request_error", "invalid_value"),
    MISSING_PARAMETER(400, "invalid_request_error", "missing_required_parameter"),
    UNSUPPORTED_PARAMETER(400, "invalid_request_error", "unsupported_parameter"),
    REJECTED_BY_PROVIDER(400, "invalid_request_error", "rejected_by_provider"),
    CONTEXT_LENGTH_EXCEEDED(400, "invalid_request_error", "context_length_exceeded"),
    CONTENT_POLICY_VIOLATION(400, "invalid_request_error", "content_policy_violation"),
    REQUEST_TIMEOUT(408, "invalid_request_error", "request_timeout"),
    REQUEST_IN_PROGRESS(409, "invalid_request_error", "request_in_progress"),
    REQUEST_TOO_LARGE(413, "invalid_request_error", "request_too_large"),
    URI_TOO_LONG(414, "invalid_request_error", "uri_too_long"),
    UNSUPPORTED_MEDIA_TYPE(415, "invalid_request_error", "unsupported_media_type"),
    IDEMPOTENCY_KEY_REUSED(422, "invalid_request_error", "idempotency_key_reused"),
    REQUEST_RATE_EXCEEDED(429, "requests", "rate_limit_exceeded"),
    TOKEN_RATE_EXCEEDED(429, "tokens", "rate_limit_exceeded"),
    CONCURRENCY_EXCEEDED(429, "requests", "rate_limit_exceeded"),
    INSUFFICIENT_QUOTA(429, "insufficient_quota", "insufficient_quota"),
    HEADERS_TOO_LARGE(431, "invalid_request_error", "headers_too_large"),
    CLIENT_GONE(499, "invalid_request_error", "client_closed_request"),
    /** The provider does not serve the gateway's own account: its key, quota or billing is at fault, and never the client. */
    UPSTREAM_ACCOUNT(502, "server_error", "upstream_failed"),
    UPSTREAM_FAILED(502, "server_error", "upstream_failed"),
    UPSTREAM_OVERLOADED(503, "server_error", "upstream_overloaded"),
    UPSTREAM_TIMEOUT(504, "server_error", "upstream_timeout"),
    /** The gateway itself has no room for the request. */
    OVERLOADED(503, "server_error", "overloaded"),
    HTTP_VERSION_NOT_SUPPORTED(505, "invalid_request_error", "http_version_not_supported"),
    /** A content policy demands a verdict, and there is none. */
    CONTENT_SCAN_FAILED(503, "server_error", "content_scan_failed"),
    STORE_UNAVAILABLE(503, "server_error", "store_unavailable"),
    /** Nobody can verify a token: the keys of its issuer could not be read. */
    ISSUER_UNAVAILABLE(503, "server_error", "issuer_unavailable"),
    /** The endpoint cannot carry it. The provider has answered, and is paid. */
    RESPONSE_TOO_LARGE(500, "server_error", "response_too_large"),
    INTERNAL(500, "server_error", "internal_error");

    private final int status;
    private final String type;
    private final String code;

    ErrorKind(int status, String type, String code) {
        this.status = status;
        this.type = type;
        this.code = code;
    }

    /** The HTTP status, where the call fails before the response starts. */
    public int status() {
        return status;
    }

    /** OpenAI's {@code error.type}. */
    public String type() {
        return type;
    }

    /** OpenAI's {@code error.code}. */
    public String code() {
        return code;
    }

    /** The kind in logs, metrics, records and traces, such as {@code upstream_timeout}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
