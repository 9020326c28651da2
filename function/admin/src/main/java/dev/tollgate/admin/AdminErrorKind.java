package dev.tollgate.admin;

/** Every way in which a change or a question of an administrator can fail, apart from failures of the store. */
public enum AdminErrorKind {
    INVALID_TOKEN(401, "invalid_token"),
    FORBIDDEN(403, "forbidden"),
    /** The identity provider sent a browser back without a code: the person has cancelled, or the provider refuses them. */
    LOGIN_CANCELLED(403, "login_cancelled"),
    NOT_FOUND(404, "not_found"),
    INVALID_VALUE(400, "invalid_value"),
    /** What is there contradicts the change. */
    CONFLICT(409, "conflict"),
    /** Somebody else has changed it since it was read. */
    VERSION_CHANGED(412, "version_changed"),
    TOO_LARGE(413, "request_too_large"),
    UNSUPPORTED_MEDIA_TYPE(415, "unsupported_media_type"),
    /** The change does not say which version it has seen. */
    VERSION_REQUIRED(428, "version_required");

    private final int status;
    private final String code;

    AdminErrorKind(int status, String code) {
        this.status = status;
        this.code = code;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** What went wrong, for programs. */
    public String code() {
        return code;
    }
}
