/**
 * Clients: whose keys and tokens they have, and what they may use and spend. The pipeline authenticates each call here, and
 * {@code tollgate.yaml} and the command line create keys from the same records. Start reading at
 * {@link dev.tollgate.auth.ApiKeyAuthenticator}.
 */
@NullMarked
package dev.tollgate.auth;

import org.jspecify.annotations.NullMarked;
