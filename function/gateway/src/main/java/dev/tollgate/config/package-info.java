/**
 * The gateway's own settings from environment variables, its clock, and the certificate authorities that it trusts.
 * Other packages inject what they need; nothing here knows another package.
 * Start reading at {@link dev.tollgate.config.GatewayConfig}.
 */
@NullMarked
package dev.tollgate.config;

import org.jspecify.annotations.NullMarked;
