package dev.tollgate.admin;

import org.jspecify.annotations.Nullable;

/** Why an administrator's request fails. The message is for the administrator, and never contains a secret. */
public final class AdminException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final AdminErrorKind kind;
    private final String message;
    private final @Nullable String param;

    public AdminException(AdminErrorKind kind, String message) {
        this(kind, message, null, null);
    }

    /** The same with its cause. */
    public AdminException(AdminErrorKind kind, String message, @Nullable Throwable cause) {
        this(kind, message, null, cause);
    }

    private AdminException(AdminErrorKind kind, String message, @Nullable String param, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.message = message;
        this.param = param;
    }

    /** A field or a parameter with a value that it may not have. */
    public static AdminException invalid(String param, String expected) {
        return new AdminException(
                AdminErrorKind.INVALID_VALUE,
                "Invalid value for '" + param + "': expected " + expected + ".",
                param,
                null);
    }

    /** The same failure, caused by this field. */
    public AdminException of(String field) {
        return new AdminException(kind, message, field, getCause());
    }

    /** Never null, unlike that of other exceptions. */
    @Override
    public String getMessage() {
        return message;
    }

    /** What failed. */
    public AdminErrorKind kind() {
        return kind;
    }

    /** The field or parameter that causes the failure. */
    public @Nullable String param() {
        return param;
    }
}
