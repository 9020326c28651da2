/**
 * Administrators who log in at an identity provider with OpenID Connect (docs/adr/0059): programs with its tokens, browsers with a
 * session. The filter in {@code access} calls its source for each request, and browsers call its endpoint. Start reading at
 * {@link dev.tollgate.admin.oidc.OidcLogin}.
 */
@NullMarked
package dev.tollgate.admin.oidc;

import org.jspecify.annotations.NullMarked;
