/**
 * The gateway's own settings from environment variables, its clock, the certificate authorities that it trusts, and how long
 * it uses connections.
 * Other packages inject what they need; nothing here knows another package.
 * Start reading at {@link dev.tollgate.config.GatewayConfig}.
 */
@NullMarked
package dev.tollgate.config;

import org.jspecify.annotations.NullMarked;
