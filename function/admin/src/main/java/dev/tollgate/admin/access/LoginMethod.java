package dev.tollgate.admin.access;

import java.util.Locale;

/** How an administrator proves who they are. */
public enum LoginMethod {
    /** The token of {@code tollgate.admin.token}, which {@code make run} prints. */
    TOKEN,
    /** An identity provider that speaks OpenID Connect. */
    OIDC,
    /** The signature of an AWS identity. */
    IAM;

    /** The name in JSON, such as {@code oidc}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
